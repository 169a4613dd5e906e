package layout

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/docextract/docextract/internal/engine/document"
)

// typeset places text in a fixed-pitch font: each word gets a box, a run of
// blanks in the string is as wide as it is long.
func typeset(x, y, size float64, text string) []document.Word {
	var out []document.Word
	pitch := size * 0.5
	for i := 0; i < len(text); {
		if text[i] == ' ' {
			i++
			continue
		}
		end := i + len(text[i:])
		if n := strings.IndexByte(text[i:], ' '); n >= 0 {
			end = i + n
		}
		out = append(out, document.Word{
			Text: text[i:end], Size: size, Confidence: 1,
			Box: document.Box{X0: x + float64(i)*pitch, X1: x + float64(end)*pitch, Y0: y, Y1: y + size},
		})
		i = end
	}
	return out
}

func page(runs ...[]document.Word) document.Page {
	p := document.Page{Width: 2480, Height: 3508}
	for _, r := range runs {
		p.Words = append(p.Words, r...)
	}
	return p
}

func lineTexts(p *Page) []string {
	var out []string
	for _, l := range p.Lines {
		var cells []string
		for _, s := range l.Segments {
			cells = append(cells, s.Text)
		}
		out = append(out, strings.Join(cells, " | "))
	}
	return out
}

func TestLinesAndSegments(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		page document.Page
		want []string
	}{
		{
			"columns", page(typeset(100, 100, 40, "Item A     2   10.00"), typeset(100, 160, 40, "Item B     1    7.50")),
			[]string{"Item A | 2 | 10.00", "Item B | 1 | 7.50"},
		},
		{
			"words in disorder", page(typeset(400, 100, 40, "right"), typeset(100, 160, 40, "below"), typeset(100, 100, 40, "left")),
			[]string{"left | right", "below"},
		},
		{
			"small label, large value, one baseline", page(typeset(100, 115, 25, "Total"), typeset(300, 100, 40, "99.00")),
			[]string{"Total | 99.00"},
		},
		{
			"two small lines beside a large one", page(typeset(100, 100, 100, "INVOICE"), typeset(900, 100, 40, "Street 1"), typeset(900, 155, 40, "Town 2")),
			[]string{"Street 1", "INVOICE | Town 2"},
		},
		{
			"tight boxes of different height", page(
				[]document.Word{
					{Text: "sum", Size: 40, Box: document.Box{X0: 100, X1: 160, Y0: 112, Y1: 130}},
					{Text: "-", Size: 40, Box: document.Box{X0: 170, X1: 180, Y0: 117, Y1: 120}},
					{Text: "Big", Size: 40, Box: document.Box{X0: 190, X1: 240, Y0: 100, Y1: 138}},
					{Text: ",", Size: 40, Box: document.Box{X0: 245, X1: 249, Y0: 126, Y1: 136}},
				}),
			[]string{"sum - Big ,"},
		},
		{
			"figures halfway down two lines", page(typeset(100, 100, 40, "Long name"), typeset(100, 148, 40, "goes on"), typeset(900, 124, 40, "7.50")),
			[]string{"Long name", "7.50", "goes on"},
		},
		{
			"a raised digit", page(typeset(100, 100, 40, "20 m"), []document.Word{{Text: "2", Size: 24, Box: document.Box{X0: 182, X1: 192, Y0: 96, Y1: 114}}}),
			[]string{"20 m 2"},
		},
		{"dots that lead to a value", page(typeset(100, 100, 40, "Total ............. 99.00")), []string{"Total | 99.00"}},
		{"printed twice for bold", page(typeset(100, 100, 40, "Total"), typeset(101, 100, 40, "Total")), []string{"Total"}},
		{
			"turned text stays alone", page(typeset(100, 100, 40, "Item"), []document.Word{{Text: "sideways", Box: document.Box{X0: 20, X1: 50, Y0: 40, Y1: 300}}}),
			[]string{"Item", "sideways"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := lineTexts(New([]document.Page{tt.page}).Pages[0])
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}

// In type of one pitch a blank is wide, and wider beside a narrow glyph.
func TestTypewriterBlanksDoNotSplit(t *testing.T) {
	t.Parallel()
	gap := func(x float64) []document.Word {
		return []document.Word{
			{Text: "2.", Box: document.Box{X0: 100, X1: 120, Y0: 100, Y1: 140}},
			{Text: "April", Box: document.Box{X0: 120 + x, X1: 220 + x, Y0: 100, Y1: 140}},
		}
	}
	prose := page(gap(36))
	typewritten := page(gap(36))
	for i := range 25 {
		y := 300 + 60*float64(i)
		typewritten.Words = append(typewritten.Words, typeset(100, y, 40, "typewritten")...)
		width := 180 + 12*float64(i)
		prose.Words = append(prose.Words, document.Word{Text: "proportional", Box: document.Box{X0: 100, X1: 100 + width, Y0: y, Y1: y + 40}})
	}
	if got := lineTexts(New([]document.Page{typewritten}).Pages[0])[0]; got != "2. April" {
		t.Errorf("typewritten: %q", got)
	}
	if got := lineTexts(New([]document.Page{prose}).Pages[0])[0]; got != "2. | April" {
		t.Errorf("proportional: %q", got)
	}
}

func TestRulingsSplit(t *testing.T) {
	t.Parallel()
	p := page(typeset(100, 100, 40, "2 10.00"))
	p.Rulings = []document.Ruling{{Box: document.Box{X0: 129, X1: 131, Y0: 50, Y1: 400}}}
	if diff := cmp.Diff([]string{"2 | 10.00"}, lineTexts(New([]document.Page{p}).Pages[0])); diff != "" {
		t.Error(diff)
	}
}

func TestFixedPitchKeepsItsWordsTogether(t *testing.T) {
	t.Parallel()
	var p document.Page
	for i := range 8 {
		for j, x := range []float64{100, 190, 280, 500} { // ink of 60, blanks of 30, then a column
			p.Words = append(p.Words, document.Word{Text: fmt.Sprint("w", i, j), Size: 40, Box: document.Box{X0: x, X1: x + 60, Y0: float64(100 + 60*i), Y1: float64(130 + 60*i)}})
		}
	}
	for _, l := range New([]document.Page{p}).Pages[0].Lines {
		if len(l.Segments) != 2 {
			t.Fatalf("%d segments in %q, want 2", len(l.Segments), l.Text())
		}
	}
}

func TestBlocks(t *testing.T) {
	t.Parallel()
	p := New([]document.Page{page(
		typeset(100, 100, 40, "Example Ltd          Invoice"),
		typeset(100, 150, 40, "1 Main Road"),
		typeset(100, 200, 40, "Sometown"),
		typeset(100, 400, 40, "Dear customer"),
	)}).Pages[0]
	var got []string
	for _, b := range p.Blocks {
		got = append(got, b.Text())
	}
	want := []string{"Example Ltd\n1 Main Road\nSometown", "Invoice", "Dear customer"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNeighbours(t *testing.T) {
	t.Parallel()
	p := New([]document.Page{page(
		typeset(100, 100, 40, "Number          Date"),
		typeset(100, 160, 40, "4711            today"),
	)}).Pages[0]
	number := p.Lines[1].Segments[0]
	if got := p.Above(number, 100); got == nil || got.Text != "Number" {
		t.Errorf("above: %v", got)
	}
	if got := p.Above(number, 5); got != nil {
		t.Errorf("above within reach: %q", got.Text)
	}
	if got := p.RightOf(number); got == nil || got.Text != "today" {
		t.Errorf("right: %v", got)
	}
	if got := p.LeftOf(number); got != nil {
		t.Errorf("left: %q", got.Text)
	}
	if got := p.Below(p.Lines[0].Segments[1], 100); got == nil || got.Text != "today" {
		t.Errorf("below: %v", got)
	}
}

// Every word ends up in exactly one segment, whatever the page looks like.
func TestWordsAreKept(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.Float64Range(-100, 4000)
		var p document.Page
		for i := range rapid.IntRange(0, 60).Draw(t, "words") {
			x, y := coordinate.Draw(t, "x"), coordinate.Draw(t, "y")
			p.Words = append(p.Words, document.Word{Text: fmt.Sprint("w", i), Box: document.Box{
				X0: x, Y0: y, X1: x + rapid.Float64Range(0, 300).Draw(t, "w"), Y1: y + rapid.Float64Range(0, 80).Draw(t, "h"),
			}})
		}
		count := 0
		for s := range New([]document.Page{p}).Segments() {
			count += len(s.Words)
			if s.Block == nil {
				t.Fatal("a segment without a block")
			}
		}
		if count != len(p.Words) {
			t.Fatalf("%d words, want %d", count, len(p.Words))
		}
	})
}

func BenchmarkManyWords(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	var p document.Page
	for range 100_000 {
		x, y := r.Float64()*2480, r.Float64()*3508
		p.Words = append(p.Words, document.Word{Text: "word", Box: document.Box{X0: x, X1: x + 90, Y0: y, Y1: y + 30}})
	}
	for b.Loop() {
		New([]document.Page{p})
	}
}
