package ppocr

import (
	"image"
	"math"
	"strings"
	"testing"
)

// spell makes characters of a text; a blank becomes the given space score of
// what follows, no blank 0.
func spell(s string, space float32) []character {
	var read []character
	next := float32(0)
	for i, r := range s {
		if r == ' ' {
			next = space
			continue
		}
		read = append(read, character{text: r, first: i, last: i, score: .9, space: next})
		next = 0
	}
	return read
}

func TestSpacesPartWords(t *testing.T) {
	tests := []struct {
		name, printed string
		space         float32
		want          string
	}{
		{"a clear space", "Total 5", .9, "Total|5"},
		{"a weak one", "Total 5", .31, "Total|5"},
		{"none", "Total 5", .29, "Total5"},
		{"a gap after a decimal point", "12. 50", .9, "12.50"},
		{"a gap before it is weak", "12 .50", .4, "12.50"},
		{"three digits follow", "12. 505", .9, "12.|505"},
		{"an item's number", "3. Tea", .9, "3.|Tea"},
		{"a date", "14. 03.2026", .4, "14.03.2026"},
		{"a bracket", "( 6%)", .4, "(6%)"},
		{"a colon", "Tel : 5", .4, "Tel:5"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := crop{box: image.Rect(10, 20, 210, 50)}
			var got []string
			for _, w := range makeWords(spell(tt.printed, tt.space), c, scaleOf{10, 8}) {
				got = append(got, w.Text)
			}
			if s := strings.Join(got, "|"); s != tt.want {
				t.Errorf("got %q, want %q", s, tt.want)
			}
		})
	}
}

func TestWordsHaveBoxesAlongTheSlope(t *testing.T) {
	c := crop{box: image.Rect(100, 30, 300, 70), slope: .1, pivot: 200, top: 40, bottom: 60}
	words := makeWords(spell("ab cd", .9), c, scaleOf{100, 40})
	if len(words) != 2 {
		t.Fatalf("got %v", words)
	}
	a, b := words[0].Box, words[1].Box
	if a.X0 != 100 || a.X1 != 200 || b.X0 != 200 || b.X1 != 300 {
		t.Errorf("across: %v and %v", a, b)
	}
	if a.Y0 != 35 || a.Y1 != 55 || b.Y0 != 45 || b.Y1 != 65 {
		t.Errorf("down: %v and %v", a, b)
	}
	if math.Abs(words[0].Confidence-.9) > 1e-6 {
		t.Errorf("confidence %v", words[0].Confidence)
	}
	if makeWords(nil, c, scaleOf{}) != nil {
		t.Error("words of nothing")
	}
}

// scoresOf makes steps that each favour one class; '_' is the blank.
func scoresOf(a *alphabet, steps string) []float32 {
	var scores []float32
	for _, r := range steps {
		row := make([]float32, len(a.text))
		for i, c := range a.text {
			if c == r || r == '_' && i == 0 {
				row[i] = .8
			}
			if c == 'e' && r == 'é' {
				row[i] = .15
			}
		}
		scores = append(scores, row...)
	}
	return scores
}

func decoded(a *alphabet, steps string) string {
	var b strings.Builder
	for _, c := range a.decode(scoresOf(a, steps), len([]rune(steps))) {
		b.WriteRune(c.text)
	}
	return b.String()
}

func TestDecoding(t *testing.T) {
	english, french := newAlphabet(nil), newAlphabet([]string{"fr"})
	tests := []struct {
		name, steps string
		a           *alphabet
		want        string
	}{
		{"runs are one character", "aaabb", english, "ab"},
		{"a blank parts equal ones", "a_a", english, "aa"},
		{"a space parts equal ones", "o o", english, "oo"},
		{"nothing", "____", english, ""},
		{"an accent that the language has not", "é", english, "e"},
		{"one that it has", "é", french, "é"},
		{"a sign of all languages", "€", english, "€"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := decoded(tt.a, tt.steps); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	if english.decode([]float32{1, 2, 3}, 2) != nil {
		t.Error("scores of another network were read")
	}
}

func TestSpacesAreRememberedUntilTheNextCharacter(t *testing.T) {
	a := newAlphabet(nil)
	read := a.decode(scoresOf(a, "a _b_c"), 6)
	if len(read) != 3 || read[1].space != .8 || read[2].space != 0 {
		t.Errorf("got %+v", read)
	}
}

func TestLettersAreClasses(t *testing.T) {
	for _, l := range []string{"de", "fr", "es", "it", "nl", "sl", "pt", "da", "no", "sv"} {
		if letters(l) == "" {
			t.Errorf("%s has no letters", l)
		}
		for _, r := range letters(l) + signs {
			if !strings.ContainsRune(classes, r) {
				t.Errorf("the network cannot read %q of %s", r, l)
			}
		}
	}
	if n := len([]rune(classes)) + 2; n != 186 {
		t.Errorf("%d classes", n)
	}
}
