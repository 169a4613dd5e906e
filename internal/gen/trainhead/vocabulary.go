package main

// General vocabulary of invoices and receipts, by language.
//
//nolint:gochecknoglobals // constant tables
var (
	companies = map[string][]string{
		"de": {"GmbH", "AG", "KG", "GmbH & Co. KG", "e.K.", "OHG", "UG"},
		"fr": {"SARL", "S.A.", "SAS", "S.A.R.L.", "EURL"},
		"es": {"S.L.", "S.A.", "S.L.U."},
		"it": {"S.r.l.", "S.p.A.", "s.n.c."},
		"nl": {"B.V.", "N.V.", "VOF"},
		"en": {"Ltd", "Inc.", "LLC", "SDN BHD", "PLC", "(M) SDN. BHD.", "ENTERPRISE", "TRADING"},
		"sl": {"d.o.o.", "d.d.", "s.p."},
	}
	months = map[string]string{
		"de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
		"fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
		"nl": "januari februari maart april mei juni juli augustus september oktober november december",
		"en": "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec",
		"sl": "januar februar marec april maj junij julij avgust september oktober november december",
	}
	labels = map[string][]string{
		"de": {
			"Rechnung", "Rechnungsnummer", "Rechnungsdatum", "Gesamtbetrag", "Zwischensumme", "MwSt.", "USt-IdNr.", "Fällig am", "Menge", "Stück", "Währung",
			"Nettobetrag", "zuzüglich", "Größe", "Straße", "Übertrag", "Zahlbar bis", "Kundennr.", "Überweisung", "für", "Österreich", "Gebühr", "Ermäßigt", "Öffnungszeiten", "Äußere",
		},
		"fr": {
			"Facture n°", "Date d'échéance", "Total HT", "Total TTC", "TVA", "Montant", "Quantité", "Désignation", "Prix unitaire", "Référence", "Échéance", "Siège social",
			"Numéro", "À payer", "Réglé", "Crédit", "Libellé", "Remise", "Intérêt", "Reçu", "Façade", "Hôtel", "Forêt", "Maître", "Août", "Décembre", "Où", "Cœur", "Pièce", "Ça", "Être", "Île", "À",
		},
		"es": {
			"Factura", "Número de factura", "Fecha", "Importe", "Base imponible", "IVA", "Total a pagar", "Dirección", "Teléfono", "Compañía", "Año", "España", "Descripción",
			"Vencimiento", "Cantidad", "Página", "Código", "Diseño", "Débito", "¿Dudas?", "¡Gracias!", "Último", "Área", "Índice", "Órgano",
		},
		"it": {
			"Fattura", "Data", "Imponibile", "Totale", "Importo", "Partita IVA", "Scadenza", "Quantità", "Descrizione", "Città", "Società", "Pagamento", "Perché", "Così", "Più",
			"Unità", "Attività", "Lunedì", "È", "Però", "QUANTITÀ", "CITTÀ",
		},
		"nl": {
			"Factuur", "Factuurnummer", "Datum", "BTW", "Totaal", "Bedrag", "Vervaldatum", "Aantal", "Omschrijving", "Subtotaal", "Betaling", "KvK", "Rekening", "Coöperatie", "België", "Één",
		},
		"en": {
			"Invoice", "Invoice No.", "Date", "Due date", "Total", "Subtotal", "Amount due", "VAT", "Qty", "Description", "Unit price", "Balance", "Change", "Cash", "Visa",
			"Thank you", "Tax", "GST 6%", "Rounding", "Receipt", "TAX INVOICE", "Total Sales (Inclusive GST)", "ROUNDING ADJ", "Cashier", "Please come again", "Qty Price Amount",
		},
		"sl": {
			"Račun", "Račun št.", "Datum zapadlosti", "Znesek", "Skupaj", "DDV", "Osnova", "Količina", "Plačilo", "Dobavnica", "Davčna številka", "Šifra", "Žiro", "Čas",
			"Naročilo", "Rok plačila", "Število", "Država", "Občina", "Črna", "Žalec", "Škofja", "ŠT.", "Čšž", "Kovačić", "ĆIRIĆ", "Đorđe",
		},
	}
)
