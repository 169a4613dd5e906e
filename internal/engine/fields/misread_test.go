package fields

import "testing"

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
