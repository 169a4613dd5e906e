package misread

import "testing"

func TestWhatAWordMayHaveBeen(t *testing.T) {
	words := New([]string{"invoice", "number", "iban", "total", "amount", "date", "quantity", "description", "beschreibung", "facture", "fattura", "factuur", "order", "kunde", "kunden", "netto"})
	for text, want := range map[string]string{
		"invoice":     "invoice",
		"1nvo1ce":     "invoice", // letters that look alike
		"lban":        "iban",
		"t0ta1":       "total",
		"arnount":     "amount",
		"nuimber":     "number",      // one letter too many
		"invoicc":     "invoice",     // one wrong
		"descriptlom": "description", // two in a long word
		"quantitv":    "quantity",
		"oate":        "", // too short for an error
		"factur":      "", // two are as near
		"2024":        "", // a number
		"kundem":      "kunden",
		"neto":        "", // too short: another language's word
		"window":      "",
		"x":           "",
		"":            "",
	} {
		got, ok := words.Find(text)
		if ok != (want != "") || ok && got != want {
			t.Errorf("%q was %q (%v), want %q", text, got, ok, want)
		}
	}
}

func FuzzFind(f *testing.F) {
	words := New([]string{"invoice", "rechnungsnummer", "datum"})
	f.Add("1nvoice")
	f.Add("ÿ\xffnvoice")
	f.Fuzz(func(t *testing.T, text string) {
		if got, ok := words.Find(text); ok && !words.known[got] {
			t.Errorf("%q is not of the vocabulary", got)
		}
	})
}
