package locale

import (
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/engine/document"
)

func TestDateReadsEveryForm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text       string
		monthFirst bool
		want       string // "" for no date
	}{
		{"2024-05-21", false, "2024-05-21"},
		{"2024/5/1", false, "2024-05-01"},
		{"2024.05.21", false, "2024-05-21"},
		{"2024-05-21T10:22:00Z", false, "2024-05-21"},
		{"21.05.2024", false, "2024-05-21"},
		{"21. 5. 2024", false, "2024-05-21"},
		{"1.2.24", false, "2024-02-01"},
		{"03/04/2025", false, "2025-04-03"},
		{"03/04/2025", true, "2025-03-04"},
		{"13/04/2025", true, "2025-04-13"},
		{"04/13/2025", false, "2025-04-13"},
		{"03.04.2025", true, "2025-04-03"},
		{"03-04-25", false, "2025-04-03"},
		{"03 / 04 / 2025", false, "2025-04-03"},
		{"12 March 2024", false, "2024-03-12"},
		{"12th of March 2024", false, "2024-03-12"},
		{"March 12, 2024", false, "2024-03-12"},
		{"Mar 1st, 2024", false, "2024-03-01"},
		{"MARCH 12 2024", false, "2024-03-12"},
		{"12-Mar-2024", false, "2024-03-12"},
		{"12/Mar/24", false, "2024-03-12"},
		{"12 Mar '24", false, "2024-03-12"},
		{"Sept. 5, 2023", false, "2023-09-05"},
		{"2024 March 12", false, "2024-03-12"},
		{"2024-Mar-12", false, "2024-03-12"},
		{"12. März 2024", false, "2024-03-12"},
		{"3. Jänner 2024", false, "2024-01-03"},
		{"Montag, 12. August 2024", false, "2024-08-12"},
		{"1er janvier 2024", false, "2024-01-01"},
		{"12 février 2024", false, "2024-02-12"},
		{"8 août 2024", false, "2024-08-08"},
		{"12 de marzo de 2024", false, "2024-03-12"},
		{"12 de septiembre del 2024", false, "2024-09-12"},
		{"5 ene 2024", false, "2024-01-05"},
		{"12 giugno 2024", false, "2024-06-12"},
		{"1° maggio 2024", false, "2024-05-01"},
		{"12 mei 2024", false, "2024-05-12"},
		{"12 mrt. 2024", false, "2024-03-12"},
		{"12. marec 2024", false, "2024-03-12"},
		{"12. avgusta 2024", false, "2024-08-12"},
		{"10 de fevereiro de 2024", false, "2024-02-10"},
		{"Tue 12 Mar 2024 10:33", false, "2024-03-12"},
		{"31.02.2024", false, ""},
		{"29.02.2023", false, ""},
		{"00.01.2024", false, ""},
		{"21.13.2024", false, ""},
		{"21.05/2024", false, ""},
		{"INV-2024-05-21", false, ""},
		{"1.2.2024.7", false, ""},
		{"21.05.1824", false, ""},
		{"12 items 2024", false, ""},
		{"May 2024", false, ""},
		{"21.05.", false, ""},
		{"", false, ""},
	} {
		d, ok := NewReader(Conventions{MonthFirst: c.monthFirst}).Date(c.text)
		switch {
		case ok != (c.want != ""):
			t.Errorf("Date(%q) = %v, %v, want %q", c.text, d, ok, c.want)
		case ok && d.String() != c.want:
			t.Errorf("Date(%q) = %s, want %s", c.text, d, c.want)
		}
	}
}

// wordsOf sets a text as the words of one line, a blank apart; a "|" is a gap.
func wordsOf(text string) []document.Word {
	var ws []document.Word
	x := 100.0
	for f := range strings.FieldsSeq(text) {
		if f == "|" {
			x += 300
			continue
		}
		w := 20 * float64(len([]rune(f)))
		ws = append(ws, document.Word{Text: f, Box: document.Box{X0: x, Y0: 100, X1: x + w, Y1: 140}, Confidence: 1})
		x += w + 10
	}
	return ws
}

func TestDatesAreFoundInALine(t *testing.T) {
	t.Parallel()
	r := NewReader(Conventions{})
	got := r.Dates(wordsOf("Date: 12. 3. 2024 | due 1 April 2024 order 2024-01-02."))
	want := []DateSpan{
		{10, 11, Date{2024, 1, 2}}, // the forms are sought one after the other
		{1, 4, Date{2024, 3, 12}},
		{5, 8, Date{2024, 4, 1}},
	}
	if len(got) != len(want) {
		t.Fatalf("Dates = %v", got)
	}
	for i := range want {
		if i > 0 && got[i] != want[i] {
			t.Errorf("date %d = %v, want %v", i, got[i], want[i])
		}
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2024-05-21", "1er janvier 2024", "İ 1.1.24", "12.3.'24", "\xff1/1/2024", "1 / 1 / 2024"} {
		f.Add(s)
	}
	r := NewReader(Conventions{})
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := r.Date(s)
		if ok && !d.valid() {
			t.Fatalf("Date(%q) = %v, which the calendar does not have", s, d)
		}
		for _, m := range r.Dates(wordsOf(s)) {
			if m.From < 0 || m.To <= m.From {
				t.Fatalf("Dates(%q) gives the span %v", s, m)
			}
		}
	})
}
