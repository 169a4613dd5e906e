package layout

import (
	"math"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/engine/document"
)

// inked is a line of words with boxes around their ink, as readers give them:
// letters of a font of 40 pixels, standing at y.
func inked(y float64, words ...string) []document.Word {
	var line []document.Word
	x := 100.0
	for _, text := range words {
		share, _ := inkShare(text)
		bottom := y
		if descending(text) {
			bottom, share = y+descent*40, share-descent
		}
		width := 20 * float64(len(text))
		line = append(line, document.Word{Text: text, Confidence: 0.9, Box: document.Box{X0: x, X1: x + width, Y0: y - share*40, Y1: bottom}})
		x += width + 10
	}
	return line
}

func printed(words []document.Word) []string {
	p := New([]document.Page{{Width: 2480, Height: 3508, Words: words}}).Pages[0]
	var texts []string
	for _, l := range p.Lines {
		var parts []string
		for _, s := range l.Segments {
			parts = append(parts, s.Text)
		}
		texts = append(texts, strings.Join(parts, " / "))
	}
	return texts
}

func scan(extra ...document.Word) []document.Word {
	words := inked(500, "Payable", "amount", "of", "our", "invoice", "27")
	words = append(words, inked(560, "some", "more", "goods", "and", "grease")...)
	return append(words, extra...)
}

func reading(text string, x0, y0, x1, y1 float64) document.Word {
	return document.Word{Text: text, Confidence: 0.9, Box: document.Box{X0: x0, Y0: y0, X1: x1, Y1: y1}}
}

func TestFontSizesOfReadWords(t *testing.T) {
	words := scan()
	clean, _ := legible(words)
	for _, w := range clean {
		if math.Abs(w.Size-40) > 0.5 {
			t.Errorf("%s has the size %.1f", w.Text, w.Size)
		}
	}
	if words[0].Size != 0 {
		t.Error("the page's own words were changed")
	}
	tall, _ := legible(scan(reading("Nummer:", 100, 600, 260, 665)))
	if got := tall[len(tall)-1].Size; got > 45 {
		t.Errorf("a word with a box too tall has the size %.1f", got)
	}
}

func TestDirtAndLinesOnReadPages(t *testing.T) {
	for name, tc := range map[string]struct {
		extra []document.Word
		want  string // the third line
	}{
		"specks":           {[]document.Word{reading("'", 300, 620, 305, 630), reading("Total", 400, 610, 500, 640), reading("2", 700, 612, 704, 640), reading("-", 800, 625, 803, 630)}, "Total"},
		"a line":           {[]document.Word{reading("Unit", 100, 610, 180, 640), reading("|", 190, 600, 194, 650), reading("Price", 200, 610, 300, 640)}, "Unit / Price"},
		"a line in a word": {[]document.Word{reading("pcs|12.50", 100, 610, 280, 640)}, "pcs / 12.50"},
		"dots":             {[]document.Word{reading("Ltd·London", 100, 610, 300, 640)}, "Ltd London"},
		"digits":           {[]document.Word{reading("1O.5O", 100, 610, 200, 640), reading("B5952.23", 210, 610, 370, 640), reading("OSLO.", 380, 610, 480, 640)}, "10.50 B5952.23 OSLO."},
		"a bracket":        {[]document.Word{reading("280.00}", 100, 610, 240, 640), reading("[85", 260, 606, 330, 646), reading("[x]", 350, 606, 390, 646)}, "280.00 85 [x]"},
		"a sign read twice": {append([]document.Word{reading("12,50", 100, 610, 215, 640), reading("€", 202, 606, 220, 646)},
			inked(640, "goods")...), "12,50 €"},
	} {
		t.Run(name, func(t *testing.T) {
			lines := printed(scan(tc.extra...))
			if len(lines) < 3 || lines[2] != tc.want && !strings.HasSuffix(lines[2], tc.want) {
				t.Errorf("lines %q, want %q", lines, tc.want)
			}
		})
	}
}

func TestAShortWordFarFromATitleIsNoMarkOfIt(t *testing.T) {
	title := reading("NOTICE", 900, 560, 1300, 645)
	words := append(inked(678, "Mills"), reading("IT", 215, 647, 250, 677), reading("Ltd", 265, 647, 330, 679), title)
	for _, l := range printed(scan(words...)) {
		if strings.Contains(l, "NOTICE") && strings.Contains(l, "IT") {
			t.Errorf("a row holds %q", l)
		}
	}
}

func TestTextLayersStayAsTheyAre(t *testing.T) {
	words := []document.Word{{Text: "a|b", Size: 40, Confidence: 1, Box: document.Box{X0: 10, Y0: 10, X1: 100, Y1: 40}}}
	if clean, bars := legible(words); len(clean) != 1 || len(bars) != 0 {
		t.Errorf("got %v and %v", clean, bars)
	}
}
