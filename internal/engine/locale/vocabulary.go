package locale

import (
	"strings"
	"sync"
)

// commonWords are words that run through each language's business documents,
// lower case. A word may belong to several languages.
func commonWords() map[string]string {
	return map[string]string{
		"en": `the and of for to invoice date due bill ship from please payment terms total subtotal amount balance tax number description
			quantity qty price unit rate item items notes thank you your our order customer account bank paid vat sales by within days on is with`,
		"de": `der die das und für von mit zu im am bei nach rechnung rechnungsnummer rechnungsdatum nr datum kunde kundennummer betrag summe gesamt gesamtbetrag
			mwst ust umsatzsteuer netto brutto zahlbar zahlung bitte bezeichnung menge einzelpreis preis pos position stück lieferung leistung bestellung
			bankverbindung steuernummer tage ohne abzug wir danken ihre unser seite zzgl inkl geschäftsführer`,
		"fr": `le la les des du et de pour par sur avec facture client date montant total tva ht ttc échéance paiement règlement désignation quantité prix unitaire
			numéro référence adresse commande nous vous votre notre jours net à payer siret siren rcs conditions compte banque taux devis acompte merci`,
		"es": `el la los las de del y para por con en factura fecha cliente importe total iva base imponible vencimiento pago forma descripción cantidad precio
			unitario número nº referencia pedido cuenta banco nif cif subtotal dirección nuestra su días gracias albarán`,
		"it": `il la lo gli le di del della e per con da in fattura data cliente importo totale iva imponibile scadenza pagamento descrizione quantità prezzo
			unitario numero riferimento ordine banca partita codice fiscale spett destinatario aliquota imposta documento giorni netto sede legale cap`,
		"nl": `de het een en van voor met op te bij factuur factuurnummer factuurdatum vervaldatum klant klantnummer bedrag totaal subtotaal btw omschrijving aantal
			prijs eenheid stuks betaling betalen dagen kvk rekening rekeningnummer onder vermelding gelieve graag wij u uw ons onze datum nummer`,
		"sl": `in za na od z s je račun računa številka datum kupec izdajatelj znesek skupaj ddv osnova plačilo plačila rok zapadlost opis količina cena enota
			naročilo davčna matična trr sklic stopnja popust dni kos hvala prosimo storitve znesku blago kraj izdaje dobave prodajalec naslov`,
	}
}

// vocabularies tells the languages that a word belongs to. It is made on first
// need, once: it never changes.
var vocabularies = sync.OnceValue(newVocabularies)

func newVocabularies() map[string][]string {
	v := map[string][]string{}
	all := commonWords()
	for _, l := range Languages() {
		for w := range strings.FieldsSeq(all[l]) {
			v[w] = append(v[w], l)
		}
	}
	return v
}

// Known tells whether a word, in lower case, is one of those that run through
// the business documents of the languages.
func Known() func(word string) bool {
	v := vocabularies()
	return func(word string) bool { return len(v[word]) > 0 }
}
