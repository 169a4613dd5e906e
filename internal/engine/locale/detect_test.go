package locale

import (
	"testing"

	"github.com/docextract/docextract/internal/engine/document"
)

func TestDetectDecidesFromAllWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		language   string
		decimal    Mark
		monthFirst bool
	}{
		{"German", "Rechnung Nr. 17 vom 03.04.2025 Menge Einzelpreis Gesamtbetrag 1.200,00 EUR zahlbar bis 17.04.2025", "de", Comma, false},
		{"Swiss", "Rechnung Datum 03.04.2025 Menge Preis Betrag CHF 1'200.50 zahlbar in 30 Tagen", "de", Point, false},
		{"American", "Invoice # 17 Date 03/04/2025 Bill To Qty Unit Price Subtotal $1,200.00 Total $1,300.00", "en", Point, true},
		{"British", "Invoice date 03/04/2025 Bill to Unit price VAT Total £1,200.00", "en", Point, false},
		{"American, shown by another date", "Invoice date 03/04/2025 due 03/28/2025 total amount VAT €9.50", "en", Point, true},
		{"French", "Facture n° 17 du 03/04/2025 Désignation Quantité Montant HT 1 200,00 Total TTC à payer 1 440,00 €", "fr", Comma, false},
		{"Spanish", "Factura nº 17 Fecha 03/04/2025 Descripción Cantidad Importe Base imponible 1.200,00 Total 1.452,00", "es", Comma, false},
		{"Italian", "Fattura n. 17 del 03/04/2025 Descrizione Quantità Importo Imponibile 1.200,00 Totale documento 1.464,00", "it", Comma, false},
		{"Dutch", "Factuur Factuurnummer 17 Factuurdatum 03-04-2025 Omschrijving Aantal Bedrag Subtotaal 1.200,00 BTW Totaal", "nl", Comma, false},
		{"Slovene", "Račun številka 17 Datum 3. 4. 2025 Opis Količina Cena Znesek Skupaj za plačilo 1.464,00 DDV", "sl", Comma, false},
		{"English with European figures", "Invoice date 03/04/2025 Bill to Unit price Total 1.200,50 €", "en", Comma, false},
		{"nothing", "17 18", "", Unknown, false},
	} {
		got := Detect([]document.Page{{Words: wordsOf(c.text)}})
		if got.Language != c.language || got.Decimal != c.decimal || got.MonthFirst != c.monthFirst {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}
