package sample

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/docextract/docextract/internal/api"
)

// every gives a seed for each layout in each language.
func every() map[Options]uint64 {
	seeds := map[Options]uint64{}
	for _, l := range Layouts() {
		for _, c := range Languages() {
			seeds[Options{Layout: l, Language: c}] = uint64(101 + len(seeds))
		}
	}
	return seeds
}

func TestEveryLayoutInEveryLanguage(t *testing.T) {
	for o, seed := range every() {
		t.Run(o.Layout+"/"+o.Language, func(t *testing.T) {
			pdf, truth, err := Generate(seed, o)
			if err != nil {
				t.Fatal(err)
			}
			if truth.Group != o.Layout || truth.Lang != o.Language {
				t.Errorf("truth is of %s/%s", truth.Group, truth.Lang)
			}
			if o.Language != "de" {
				return // one language shows that the bytes stay the same
			}
			again, _, err := Generate(seed, o)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(pdf, again) {
				t.Error("the same seed gave other bytes")
			}
		})
	}
}

// TestTruthIsPrinted holds the answers against what is written on the pages.
func TestTruthIsPrinted(t *testing.T) {
	for o, seed := range every() {
		t.Run(o.Layout+"/"+o.Language, func(t *testing.T) {
			sized := newPDF("")
			for i := range uint64(4) {
				doc := New(seed*1000+i, o)
				r := newRecord(sized)
				doc.draw(r, 1)
				page, v := squeeze(r.all()), doc.Invoice
				for name, want := range printed(doc) {
					if want != "" && !strings.Contains(page, squeeze(want)) {
						t.Errorf("seed %d: %s %q is not printed", seed*1000+i, name, want)
					}
				}
				for _, l := range v.Lines {
					if !strings.Contains(page, squeeze(l.Description)) {
						t.Errorf("seed %d: line %q is not printed", seed*1000+i, l.Description)
					}
				}
				if r.right > 216 || r.bottom > 297 {
					t.Errorf("seed %d: text beyond the paper, to %.0f, %.0f mm", seed*1000+i, r.right, r.bottom)
				}
			}
		})
	}
}

// printed are the header fields as the document writes them.
func printed(d *Document) map[string]string {
	v := d.Invoice
	m := map[string]string{
		api.SupplierName: v.Supplier.Name, api.SupplierVATID: v.Supplier.VATID, api.ReceiverName: v.Receiver.Name,
		api.InvoiceNumber: v.Number, api.PurchaseOrderNumber: v.Order, api.IBAN: v.Supplier.IBAN, api.IssueDate: d.conv.date(v.Issue),
		api.NetAmount: unsigned(d, v.Net()), api.VATAmount: unsigned(d, v.VAT()), api.TotalAmount: unsigned(d, v.Total()),
	}
	if !v.Due.IsZero() {
		m[api.PayDueDate] = d.conv.date(v.Due)
	}
	for i, r := range v.Rates {
		m[fmt.Sprintf("rate %d", i)] = d.conv.rate(r.Percent)
		m[fmt.Sprintf("net of rate %d", i)] = unsigned(d, r.Net)
	}
	return m
}

// unsigned leaves out the sign, which may stand before the currency.
func unsigned(d *Document, a Amount) string { return d.conv.number(max(a, -a), 2) }

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u202f' {
			return -1
		}
		return r
	}, s)
}

func TestSumsAgree(t *testing.T) {
	for seed := range uint64(500) {
		v := New(seed, Options{}).Invoice
		var vat, net Amount
		for _, r := range v.Rates {
			net += r.Net
			vat += r.VAT
		}
		if v.Net() != v.Subtotal()-v.DiscountAmount()+v.Shipping || v.Net() != net || v.Total() != net+vat {
			t.Errorf("seed %d: lines %d, net %d, VAT %d, total %d", seed, v.Subtotal(), v.Net(), v.VAT(), v.Total())
		}
		for i, l := range v.Lines {
			if l.Net != l.Net.money() {
				t.Errorf("seed %d: line %d has a fraction of a cent: %d", seed, i, l.Net)
			}
		}
	}
}

func TestEveryLanguageSaysEveryWord(t *testing.T) {
	for _, l := range languages() {
		for w := range words {
			if len(l.wording[w]) == 0 {
				t.Errorf("%s has no wording for word %d", l.code, w)
			}
		}
	}
}
