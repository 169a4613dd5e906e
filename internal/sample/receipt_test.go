package sample

import (
	"bytes"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/api"
)

func TestTheSameSeedGivesTheSameSlip(t *testing.T) {
	t.Parallel()
	a, err := NewReceipt(5, "it").PDF()
	if err != nil {
		t.Fatal(err)
	}
	b, err := NewReceipt(5, "it").PDF()
	if err != nil || !bytes.Equal(a, b) {
		t.Errorf("two PDFs of one seed differ (%v)", err)
	}
	if c, _ := NewReceipt(6, "it").PDF(); bytes.Equal(a, c) {
		t.Error("two seeds give one slip")
	}
}

func TestSlipsPrintTheirAnswersWithinThePaper(t *testing.T) {
	t.Parallel()
	layouts := map[string]bool{}
	for i := range uint64(140) {
		doc := NewReceipt(i, Languages()[i%uint64(len(Languages()))])
		r := newRecord(newPDF(""))
		doc.drawOn(r)
		if r.pages != 1 || r.right > doc.look.width {
			t.Errorf("slip %d: %d pages, text to %.1f of %.0f mm", i, r.pages, r.right, doc.look.width)
		}
		truth, printed := doc.Truth(), strings.ToUpper(r.all())
		layouts[truth.Group] = true
		if name := *truth.Fields[api.SupplierName]; !strings.Contains(printed, strings.ToUpper(name)) {
			t.Errorf("slip %d does not name %s", i, name)
		}
		if total := doc.look.conv.number(doc.Receipt.Total(), 2); !strings.Contains(printed, total) {
			t.Errorf("slip %d does not print %s", i, total)
		}
		if v := doc.Receipt; v.Paid < v.Total() || v.Tax() >= v.Total() || v.Rounding > 300 || v.Rounding < -300 {
			t.Errorf("slip %d does not add up: %+v", i, v)
		}
	}
	if len(layouts) != len(TillLayouts()) {
		t.Errorf("%d layouts, want %v", len(layouts), TillLayouts())
	}
}

func TestEveryLanguageHasTheWordsOfTills(t *testing.T) {
	t.Parallel()
	for _, code := range Languages() {
		w := slipWordings()[code]
		for i := range slipWords {
			if len(w.words[i]) == 0 {
				t.Errorf("%s has no word %d", code, i)
			}
		}
		if len(w.dates) == 0 || strings.Count(strings.Join(w.words[sTax], ""), "%s") != len(w.words[sTax]) {
			t.Errorf("%s: dates %v, taxes %v", code, w.dates, w.words[sTax])
		}
	}
}
