package misread

import "testing"

func TestWhatAWordOfANameMayHaveBeen(t *testing.T) {
	words := New([]string{"street", "market", "central", "industrial", "bridge", "plaza", "green", "harbour", "selangor"})
	for text, want := range map[string]string{
		"market":      "market",
		"harb0ur":     "harbour", // alike in any print
		"maiket":      "",        // a stroke is no r
		"narket":      "market",  // a leg is missing
		"briidge":     "bridge",  // a speck
		"p1aza":       "plaza",
		"plaze":       "", // another vowel makes another name
		"greem":       "green",
		"sclangor":    "selangor",
		"se:angor":    "selangor",
		"industria":   "", // an end is missing: another word
		"industrials": "",
		"lndustrjal":  "industrial",
		"indsxrial":   "",
		"central":     "central",
		"centraxx":    "",
		"4711":        "",
		"":            "",
	} {
		got, ok := words.Printed(text, 5)
		if ok != (want != "") || ok && got != want {
			t.Errorf("%q was %q (%v), want %q", text, got, ok, want)
		}
	}
	if got, ok := words.Printed("greem", 7); ok {
		t.Errorf("a short word was mended to %q", got)
	}
	if got, ok := words.Printed("9reen", 7); !ok || got != "green" {
		t.Errorf("a digit that looks like a letter was left: %q", got)
	}
}

func FuzzPrinted(f *testing.F) {
	words := New([]string{"industrial", "market", "plaza"})
	f.Add("marke")
	f.Add("lndustrjal")
	f.Add("ÿ\xffmarket")
	f.Fuzz(func(t *testing.T, text string) {
		if got, ok := words.Printed(text, 5); ok && !words.known[got] {
			t.Errorf("%q is not of the vocabulary", got)
		}
	})
}
