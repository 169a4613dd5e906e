package score

import (
	"testing"

	"github.com/docextract/docextract/internal/api"
)

// some is a value, and nothing for "-".
func some(s string) *string {
	if s == "-" {
		return nil
	}
	return &s
}

func TestSame(t *testing.T) {
	t.Parallel()
	tests := []struct {
		field, got, want string
		same             bool
	}{
		{api.TotalAmount, "1440.0000", "1440.00", true},
		{api.TotalAmount, "1440.0040", "1440", true},
		{api.TotalAmount, "1440.0100", "1440", false},
		{api.TotalAmount, "-1440.0000", "1440", false},
		{api.TotalAmount, "0.0000", "-0", true},
		{api.TotalAmount, "1.440,00", "1440", false},
		{api.TotalAmount, "NaN", "NaN", false},
		{api.TotalAmount, "", "0", false},
		{api.Quantity, " 2.0000", "2", true},
		{api.VATRate, "8.1000", "8.1", true},
		{api.IssueDate, "2026-11-24", "2026-11-24", true},
		{api.IssueDate, "2026-11-24", "2026-11-25", false},
		{api.PayDueDate, "20261124", "2026-11-24", false},
		{api.SupplierName, "MÜLLER  GmbH", "Muller GMBH.", true},
		{api.SupplierName, "Muller", "Muller GmbH", false},
		{api.InvoiceNumber, "R 2026/7", "R-2026-7", true},
		{api.InvoiceNumber, "R 2026/7", "R-2026-8", false},
		{api.InvoiceNumber, "", "-", false},
		{api.InvoiceNumber, "-", "-", true},
		{api.InvoiceNumber, "-", "R", false},
		{api.InvoiceNumber, "R", "-", false},
	}
	for _, tt := range tests {
		if got := (Options{}).same(tt.field, some(tt.got), some(tt.want)); got != tt.same {
			t.Errorf("%s: %q is %q: %t", tt.field, tt.got, tt.want, got)
		}
	}
}

func TestLooseNames(t *testing.T) {
	t.Parallel()
	tests := []struct {
		field, got, want string
		same             bool
	}{
		{api.SupplierName, "Muller", "Muller GmbH", true},
		{api.SupplierName, "Muller GmbH", "Muller", true},
		{api.SupplierName, "AB", "AB Tools", false},
		{api.SupplierName, "Miller", "Muller GmbH", false},
		{api.ReceiverName, "Muller", "Muller GmbH", false},
	}
	for _, tt := range tests {
		if got := (Options{LooseNames: true}).same(tt.field, some(tt.got), some(tt.want)); got != tt.same {
			t.Errorf("%s: %q is %q: %t", tt.field, tt.got, tt.want, got)
		}
	}
}

func TestVerdicts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		got, want string
		read      bool
		verdict   Verdict
	}{
		{"R-1", "R1", true, Right},
		{"-", "-", true, Right},
		{"R-2", "R1", true, Wrong},
		{"-", "R1", true, Missing},
		{"R-1", "-", true, Invented},
		{"-", "R1", false, Missing},
		{"-", "-", false, Unread},
	}
	for _, tt := range tests {
		f := Field{Name: api.InvoiceNumber, Got: some(tt.got), Want: some(tt.want)}
		if got := (Options{}).verdict(f, tt.read); got != tt.verdict {
			t.Errorf("%q for %q, read %t: %s, want %s", tt.got, tt.want, tt.read, got, tt.verdict)
		}
	}
}
