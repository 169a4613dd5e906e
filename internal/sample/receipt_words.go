package sample

// slipWord is something that slips of tills say.
type slipWord int

const (
	sSubtotal slipWord = iota
	sTotal
	sToPay // where rounding follows the total
	sCash
	sChange
	sCard
	sTax // %s the rate
	sNet
	sItems
	sDiscount
	sRounding
	sDate
	sTime
	sTill
	sNumber
	sTitle
	sThanks
	sPhone
	sVATID
	slipWords // how many there are
)

// slipLabels are the wordings of one slip.
type slipLabels [slipWords]string

// slipWording is what the slips of a language say, and how they write dates.
type slipWording struct {
	words map[slipWord][]string
	dates []string
}

func slipWordings() map[string]slipWording {
	return map[string]slipWording{
		"en": {dates: []string{"02/01/2006", "02/01/06", "02-01-2006", "2 Jan 2006", "2006-01-02"}, words: map[slipWord][]string{
			sSubtotal: {"Subtotal", "SUB TOTAL", "Sub-total"}, sTotal: {"TOTAL", "Total", "Grand Total", "Total incl. VAT", "BALANCE DUE"},
			sToPay: {"Total rounded", "Amount to be paid", "Total after rounding"}, sCash: {"CASH", "Cash tendered", "Cash received"}, sChange: {"CHANGE", "Change due"},
			sCard: {"VISA", "MASTERCARD", "Card", "Debit card"}, sTax: {"VAT %s", "incl. VAT %s", "VAT @ %s"}, sNet: {"Net", "Excl. VAT"}, sItems: {"Items", "Item count", "Total qty"},
			sDiscount: {"Discount", "SAVING", "Member discount"}, sRounding: {"Rounding", "Rounding adj."}, sDate: {"Date", "Date:"}, sTime: {"Time", "Time:"},
			sTill: {"Till", "Cashier", "Server", "Counter"}, sNumber: {"Receipt no", "Bill No.", "Trans", "Invoice No:"}, sTitle: {"RECEIPT", "TAX INVOICE", "Sales receipt"},
			sThanks: {"Thank you", "Thank you, please come again", "THANK YOU FOR SHOPPING"}, sPhone: {"Tel", "Tel:", "Phone"}, sVATID: {"VAT No.", "VAT Reg No"},
		}},
		"de": {dates: []string{"02.01.2006", "02.01.06"}, words: map[slipWord][]string{
			sSubtotal: {"Zwischensumme", "ZW-SUMME"}, sTotal: {"SUMME", "Summe EUR", "GESAMT", "Gesamtbetrag", "Total"}, sToPay: {"Zu zahlen", "Zahlbetrag"},
			sCash: {"Bar", "Geg. BAR", "Gegeben"}, sChange: {"Rückgeld", "Rückgeld BAR", "Zurück"}, sCard: {"Girocard", "Kartenzahlung", "EC-Karte"},
			sTax: {"MwSt %s", "inkl. MwSt. %s", "USt %s"}, sNet: {"Netto", "Warenwert"}, sItems: {"Anzahl Artikel", "Posten", "Artikel"}, sDiscount: {"Rabatt", "Nachlass"},
			sRounding: {"Rundung", "Rundungsdifferenz"}, sDate: {"Datum", "Datum:"}, sTime: {"Uhrzeit", "Zeit:"}, sTill: {"Kasse", "Bediener", "Es bediente Sie"},
			sNumber: {"Bon-Nr.", "Beleg-Nr.", "Rechnung Nr."}, sTitle: {"RECHNUNG", "Kassenbon", "Quittung"}, sThanks: {"Vielen Dank für Ihren Einkauf", "Danke und auf Wiedersehen"},
			sPhone: {"Tel.", "Telefon"}, sVATID: {"UID Nr.", "USt-IdNr.", "St.-Nr."},
		}},
		"fr": {dates: []string{"02/01/2006", "02/01/06", "02-01-2006"}, words: map[slipWord][]string{
			sSubtotal: {"Sous-total", "SOUS TOTAL"}, sTotal: {"TOTAL", "TOTAL TTC", "Montant dû", "NET A PAYER"}, sToPay: {"A payer", "Total arrondi"},
			sCash: {"ESPECES", "Espèces", "Reçu espèces"}, sChange: {"RENDU", "Rendu monnaie", "A rendre"}, sCard: {"CARTE BANCAIRE", "CB", "Carte bleue"},
			sTax: {"TVA %s", "dont TVA %s"}, sNet: {"Total HT", "HT"}, sItems: {"Nombre d'articles", "Articles"}, sDiscount: {"Remise", "Réduction"}, sRounding: {"Arrondi"},
			sDate: {"Date", "Le"}, sTime: {"Heure", "à"}, sTill: {"Caisse", "Vendeur", "Caissier"}, sNumber: {"Ticket n°", "Facture n°", "No"}, sTitle: {"TICKET", "FACTURE", "Ticket de caisse"},
			sThanks: {"Merci de votre visite", "MERCI ET A BIENTOT"}, sPhone: {"Tél :", "Tel."}, sVATID: {"TVA", "N° TVA"},
		}},
		"es": {dates: []string{"02/01/2006", "02-01-06", "02/01/06"}, words: map[slipWord][]string{
			sSubtotal: {"Subtotal", "SUBTOTAL"}, sTotal: {"TOTAL", "Total EUR", "IMPORTE TOTAL", "Total a pagar"}, sToPay: {"A pagar", "Total redondeado"}, sCash: {"EFECTIVO", "Entregado", "Efectivo"},
			sChange: {"CAMBIO", "Cambio", "Devuelto"}, sCard: {"TARJETA", "Tarjeta bancaria"}, sTax: {"IVA %s", "IVA incl. %s"}, sNet: {"Base imponible", "Base"}, sItems: {"Artículos", "Uds."},
			sDiscount: {"Descuento", "Ahorro"}, sRounding: {"Redondeo"}, sDate: {"Fecha", "Fecha:"}, sTime: {"Hora", "Hora:"}, sTill: {"Caja", "Le atendió", "Cajero"},
			sNumber: {"Ticket", "Factura simplificada", "N.º"}, sTitle: {"FACTURA SIMPLIFICADA", "Ticket", "RECIBO"}, sThanks: {"Gracias por su visita", "GRACIAS POR SU COMPRA"}, sPhone: {"Tel.", "Tfno:"}, sVATID: {"NIF", "CIF:"},
		}},
		"it": {dates: []string{"02/01/2006", "02-01-2006", "02/01/06"}, words: map[slipWord][]string{
			sSubtotal: {"Subtotale", "SUBTOTALE"}, sTotal: {"TOTALE", "TOTALE COMPLESSIVO", "TOTALE EURO", "Totale"}, sToPay: {"Da pagare", "Totale arrotondato"},
			sCash: {"CONTANTI", "Pagamento contante", "Contante"}, sChange: {"RESTO", "Resto"}, sCard: {"BANCOMAT", "Carta di credito", "Pagamento elettronico"},
			sTax: {"di cui IVA %s", "IVA %s"}, sNet: {"Imponibile"}, sItems: {"Articoli", "N. pezzi"}, sDiscount: {"Sconto", "SCONTO"}, sRounding: {"Arrotondamento"}, sDate: {"Data", "Data:"},
			sTime: {"Ora", "ore"}, sTill: {"Cassa", "Operatore"}, sNumber: {"DOCUMENTO N.", "Scontrino n.", "Ricevuta n."}, sTitle: {"DOCUMENTO COMMERCIALE", "RICEVUTA", "Scontrino"},
			sThanks: {"Grazie e arrivederci", "GRAZIE DELLA VISITA"}, sPhone: {"Tel.", "Telefono"}, sVATID: {"P.IVA", "Partita IVA"},
		}},
		"nl": {dates: []string{"02-01-2006", "02/01/2006", "02-01-06"}, words: map[slipWord][]string{
			sSubtotal: {"Subtotaal", "SUBTOTAAL"}, sTotal: {"TOTAAL", "Totaal", "Totaal te betalen", "Totaalbedrag"}, sToPay: {"Te betalen", "Totaal afgerond"}, sCash: {"CONTANT", "Contant", "Ontvangen"},
			sChange: {"WISSELGELD", "Terug", "Wisselgeld"}, sCard: {"PIN", "Bankpas", "Maestro"}, sTax: {"BTW %s", "incl. BTW %s"}, sNet: {"Netto", "Excl. BTW"}, sItems: {"Aantal artikelen", "Aantal"},
			sDiscount: {"Korting", "Uw voordeel"}, sRounding: {"Afronding"}, sDate: {"Datum", "Datum:"}, sTime: {"Tijd", "Tijd:"}, sTill: {"Kassa", "Bediend door", "Medewerker"},
			sNumber: {"Bonnr.", "Bon", "Transactie"}, sTitle: {"KASSABON", "Factuur", "Bon"}, sThanks: {"Bedankt en tot ziens", "BEDANKT VOOR UW BEZOEK"}, sPhone: {"Tel.", "Telefoon"}, sVATID: {"BTW nr.", "BTW"},
		}},
		"sl": {dates: []string{"2. 1. 2006", "02.01.2006", "2.1.2006"}, words: map[slipWord][]string{
			sSubtotal: {"Vmesna vsota", "Delna vsota"}, sTotal: {"SKUPAJ", "Skupaj EUR", "ZA PLAČILO", "Skupaj"}, sToPay: {"Za plačilo"}, sCash: {"GOTOVINA", "Gotovina", "Prejeto"},
			sChange: {"VRAČILO", "Vrnjeno", "Vračilo"}, sCard: {"KARTICA", "Plačilna kartica"}, sTax: {"DDV %s", "od tega DDV %s"}, sNet: {"Osnova"}, sItems: {"Št. artiklov", "Kosov"},
			sDiscount: {"Popust", "Prihranek"}, sRounding: {"Izravnava", "Zaokrožitev"}, sDate: {"Datum", "Datum:"}, sTime: {"Ura", "ura:"}, sTill: {"Blagajna", "Blagajnik", "Prodajalec"},
			sNumber: {"Račun št.", "Št. računa"}, sTitle: {"RAČUN"}, sThanks: {"Hvala za obisk", "HVALA IN NASVIDENJE"}, sPhone: {"Tel.", "Telefon:"}, sVATID: {"ID za DDV", "ID za DDV:"},
		}},
	}
}

// choose gives one wording for every word.
func (w slipWording) choose(d dice) slipLabels {
	var out slipLabels
	for i := range slipWords {
		out[i] = pick(d, w.words[i]...)
	}
	return out
}
