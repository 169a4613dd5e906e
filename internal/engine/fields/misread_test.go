package fields

import (
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/engine/document"
)

func TestNumbersThatWereMisread(t *testing.T) {
	for read, want := range map[string]string{
		"1NV-000344": "INV-000344",
		"BCO2111":    "BC02111",
		"PO0198I7":   "PO019817",
		"RE-2O24-17": "RE-2024-17",
		"B5952.23":   "B5952.23", // no prefix that is known
		"2024-0017":  "2024-0017",
		"OSLO 17":    "OSLO 17",
		"GOLD2024":   "GOLD2024",
	} {
		if got := misreadNumber(read); got != want {
			t.Errorf("%q was %q, want %q", read, got, want)
		}
	}
}

func TestPurchaseOrdersWithoutALabel(t *testing.T) {
	for text, want := range map[string]bool{"PO-12345": true, "PO019817": true, "PO 4471": true, "POL12345": false, "PO-1": false, "17": false} {
		if purchaseOrder(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

func TestANumeroIsKnownAlsoWhereItIsMisread(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"FACTURA N9: 25-0411": "FACTURA Nº: 25-0411",
		"Honorarnote Ne 3/25": "Honorarnote Nº 3/25",
		"Auftrag-N@ 24-551":   "Auftrag-Nº 24-551",
		"Ne pas jeter":        "Ne pas jeter",
		"Nr. 12":              "Nr. 12",
		"Suite N9":            "Suite N9",
	} {
		var words []document.Word
		for w := range strings.FieldsSeq(text) {
			words = append(words, document.Word{Text: w})
		}
		if got := joinTexts(numeros(words)); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
