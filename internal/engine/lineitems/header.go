package lineitems

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
)

// column is one column of a table: what its head says and where it stands.
type column struct {
	kind kind
	// second is what the head's lower line names where it names another
	// thing: number over description. unknown where there is none.
	second kind
	head   document.Box
	words  []string // the head's, plain
	// left and right are how far its cells reach.
	left, right float64
	leftAligned bool
}

// grid is a head and the page it stands on; the rows begin at line first.
type grid struct {
	page    *layout.Page
	columns []column
	top     int // the head's first line
	first   int
	bottom  float64   // the head's lower edge
	rules   []float64 // the heights of lines drawn across the table
}

// headReach is how far apart, in font sizes, the lines of a head stand.
const headReach = 1.1

// mostHeads bounds the heads of a document: one a page is usual, and no
// document has more than 500 pages.
const mostHeads = 1000

// grids finds every head of a table of goods or services.
func (e *extractor) grids() []*grid {
	var out []*grid
	for _, p := range e.doc.Pages {
		for i := 0; i < len(p.Lines); i++ {
			if len(out) == mostHeads {
				return out
			}
			if g := e.headAt(p, i); g != nil {
				out = append(out, g)
				i = g.first - 1
			}
		}
	}
	return out
}

// headAt reads the head whose best line is line i, nil if that is none.
func (e *extractor) headAt(p *layout.Page, i int) *grid {
	if !e.headLine(p.Lines[i]) {
		// the names may be spread over this line and the next
		if i+1 >= len(p.Lines) || !e.headPair(p.Lines[i], p.Lines[i+1]) {
			return nil
		}
	}
	top, end := i, i+1
	if end < len(p.Lines) && e.score(p.Lines[end]) > e.score(p.Lines[i]) && e.extends(p.Lines[i], p.Lines[end]) {
		end++
	}
	for top > 0 && i-top < 3 && e.extends(p.Lines[top], p.Lines[top-1]) {
		top--
	}
	for end < len(p.Lines) && end-i < 5 && e.extends(p.Lines[end-1], p.Lines[end]) {
		end++
	}
	g := &grid{page: p, top: top, first: end}
	for _, l := range p.Lines[top:end] {
		g.bottom = max(g.bottom, l.Box.Y1)
	}
	g.columns = trimEdges(e.headColumns(p.Lines[top:end]))
	if !acceptable(g.columns) {
		return nil
	}
	settleKinds(g.columns)
	return g
}

// headLine reports whether the line alone names enough columns.
func (e *extractor) headLine(l *layout.Line) bool {
	if len(l.Words) > 60 || e.hasMoney(l.Segments) {
		return false
	}
	return acceptable(e.headColumns([]*layout.Line{l})) && e.coverage(l) >= 0.5
}

// headPair reports whether two neighbouring lines name enough columns
// together, each of them being made of names.
func (e *extractor) headPair(a, b *layout.Line) bool {
	if len(a.Words)+len(b.Words) > 60 || len(a.Segments) < 2 || len(b.Segments) < 2 || e.hasMoney(a.Segments) || e.hasMoney(b.Segments) ||
		b.Box.Y0-a.Box.Y1 > headReach*a.Size || e.coverage(a) < 0.6 || e.coverage(b) < 0.6 {
		return false
	}
	return acceptable(e.headColumns([]*layout.Line{a, b}))
}

// extends reports whether line o, above or below line l, belongs to the same
// head: near, without amounts, and made of names.
func (e *extractor) extends(l, o *layout.Line) bool {
	gap := max(o.Box.Y0-l.Box.Y1, l.Box.Y0-o.Box.Y1)
	if gap > headReach*min(l.Size, o.Size) || len(o.Words) > 30 || e.hasMoney(o.Segments) || max(l.Size, o.Size) > 1.5*min(l.Size, o.Size) {
		return false
	}
	return e.coverage(o) >= 0.5 && !strings.ContainsAny(o.Text(), "0123456789:")
}

// score counts the names in a line.
func (e *extractor) score(l *layout.Line) int {
	n := 0
	for _, s := range l.Segments {
		n += len(e.words.find(plainWords(s.Text)))
	}
	return n
}

// coverage is the share of a line's words that column names are made of.
// Brackets and currencies do not count.
func (e *extractor) coverage(l *layout.Line) float64 {
	all, known := 0, 0
	for _, s := range l.Segments {
		words := plainWords(s.Text)
		all += len(words)
		for _, n := range e.words.find(words) {
			known += n.to - n.from
		}
	}
	if all == 0 {
		return 1 // nothing but currencies and signs
	}
	return float64(known) / float64(all)
}

// hasMoney reports whether segments hold a figure that a head cannot hold.
func (e *extractor) hasMoney(segments []*layout.Segment) bool {
	for _, s := range segments {
		for _, a := range e.reader.Amounts(s.Words) {
			if a.Value.Scale() > 0 || a.Money {
				return true
			}
		}
	}
	return false
}

// headColumns makes columns of the lines of a head, from left to right.
func (e *extractor) headColumns(lines []*layout.Line) []column {
	var out []column
	for _, l := range lines {
		for _, s := range l.Segments {
			for _, c := range e.split(s) {
				out = stack(out, c)
			}
		}
	}
	slices.SortFunc(out, func(a, b column) int {
		switch {
		case a.head.X0 < b.head.X0:
			return -1
		case a.head.X0 > b.head.X0:
			return 1
		}
		return 0
	})
	for i := range out {
		e.name(&out[i])
		out[i].left, out[i].right = out[i].head.X0, out[i].head.X1
	}
	return out
}

// trimEdges drops what stands beside the table on the lines of its head:
// pieces of another column of the page, far away and of no known name.
func trimEdges(columns []column) []column {
	const far = 350.0 // pixels
	stray := func(c, next column) bool {
		gap := max(next.head.X0-c.head.X1, c.head.X0-next.head.X1)
		return (c.kind == unknown || c.kind == other) && gap > far
	}
	for len(columns) > 2 && stray(columns[0], columns[1]) {
		columns = columns[1:]
	}
	for n := len(columns); n > 2 && stray(columns[n-1], columns[n-2]); n-- {
		columns = columns[:n-1]
	}
	return columns
}

// split cuts a segment of a head where one name ends and the next begins.
func (e *extractor) split(s *layout.Segment) []column {
	var tokens []string
	var owner []int
	all := e.unglue(s.Words)
	for i, w := range all {
		for _, t := range plainWords(w.Text) {
			tokens, owner = append(tokens, t), append(owner, i)
		}
	}
	start := 0
	var out []column
	names := e.words.find(tokens)
	for k := 1; k < len(names); k++ {
		at := owner[names[k].from]
		before := owner[names[k-1].to-1]
		if at <= before || at <= start {
			continue
		}
		gap := all[at].Box.X0 - all[at-1].Box.X1
		if gap < 0.5*s.Size && modifies(names[k-1].kind, names[k].kind, linked(all[at-1].Text, all[at].Text)) {
			continue
		}
		out = append(out, headColumn(all[start:at]))
		start = at
	}
	return append(out, headColumn(all[start:]))
}

// linked reports whether two names are joined by a word or sign such as "per"
// or "(".
func linked(before, name string) bool {
	return len(plainWords(before)) == 0 || strings.HasSuffix(before, "/") || strings.ContainsAny(name[:1], "(/[")
}

// unglue parts words that are two names without a blank between: the second
// begins with a capital letter.
func (e *extractor) unglue(words []document.Word) []document.Word {
	var out []document.Word
	for _, w := range words {
		at := e.seam(w.Text)
		if at <= 0 {
			out = append(out, w)
			continue
		}
		x := w.Box.X0 + w.Box.Width()*float64(at)/float64(len(w.Text))
		a, b := w, w
		a.Text, b.Text = w.Text[:at], w.Text[at:]
		a.Box.X1, b.Box.X0 = x, x
		out = append(out, a, b)
	}
	return out
}

// seam is where a second name begins within a word, 0 if none does.
func (e *extractor) seam(text string) int {
	if _, ok := e.words.columns[strings.Join(plainWords(text), " ")]; ok {
		return 0
	}
	for i, r := range text {
		if i < 2 || !unicode.IsUpper(r) {
			continue
		}
		_, first := e.words.columns[strings.Join(plainWords(text[:i]), " ")]
		_, second := e.words.columns[strings.Join(plainWords(text[i:]), " ")]
		if first && second {
			return i
		}
	}
	return 0
}

func headColumn(words []document.Word) column {
	return column{head: layout.Bounds(words), words: plainWords(layout.Text(words))}
}

// modifies reports whether a name of the second kind right behind one of the
// first only tells more of it: "Price (excl. VAT)", "Preis pro Einheit".
func modifies(first, second kind, linked bool) bool {
	switch first {
	case price, amount, net, gross, grossPrice:
		return second == net || second == gross || second == tax || second == taxRate || (second == unit || second == units) && linked ||
			second == taxAmount || second == quantity && first == price && linked
	case tax, discount, taxRate, taxAmount:
		return second == amount || second == taxRate || second == net || second == tax
	case quantity:
		return second == unit || second == units
	case item, description:
		return second == item || second == description
	case unit, units:
		return second == price || second == amount
	case number:
		return second == number || second == other
	}
	return false
}

// stack adds a piece of a head below the column that it stands under, or as a
// column of its own.
func stack(columns []column, c column) []column {
	best, shared := -1, 0.0
	for i, o := range columns {
		if s := o.head.OverlapX(c.head); s > shared {
			best, shared = i, s
		}
	}
	if best < 0 || shared < 0.3*math.Min(c.head.Width(), columns[best].head.Width()) || columns[best].head.Y1 > c.head.CenterY() {
		return append(columns, c)
	}
	o := &columns[best]
	o.head = o.head.Union(c.head)
	o.words = append(append(o.words, "|"), c.words...)
	return columns
}

// name finds what the column holds by the words of its head.
func (e *extractor) name(c *column) {
	c.kind, c.second = unknown, unknown
	joined := slices.DeleteFunc(slices.Clone(c.words), func(w string) bool { return w == "|" })
	if k, ok := e.words.columns[strings.Join(joined, "")]; ok && slices.Contains(c.words, "|") {
		c.kind = k // hyphenated: Einzel-, preis
		return
	}
	if at := slices.Index(c.words, "|"); at > 0 && e.kindOf(c.words[:at]) == number && e.kindOf(c.words[at+1:]) == description {
		c.kind, c.second = description, number
		return
	}
	c.kind = e.kindOf(joined)
}

// kindOf is what the names in a row of plain words say together.
func (e *extractor) kindOf(words []string) kind {
	k := unknown
	for _, n := range e.words.find(words) {
		k = combine(k, n.kind)
	}
	return k
}

// combine takes a further name in the same head into account.
func combine(first, next kind) kind {
	switch {
	case first == unknown, first == other && next != other:
		return next
	case first == price && next == gross:
		return grossPrice
	case first == amount && (next == net || next == gross):
		return next
	case first == amount && (next == tax || next == taxRate), first == tax && (next == amount || next == net):
		return taxAmount
	case (first == unit || first == units) && next == price, first == unit && next == amount:
		return price
	case first == item && next == description, first == number && (next == description || next == item):
		return description
	case first == position && next == number:
		return number
	}
	return first
}

// acceptable reports whether the columns are those of goods or services: one
// says what is sold and another what it costs, or how many.
func acceptable(columns []column) bool {
	kinds := map[kind]bool{}
	for _, c := range columns {
		kinds[c.kind] = true
	}
	total := kinds[amount] || kinds[net] || kinds[gross]
	what := kinds[description] || kinds[item]
	cost := total || kinds[price] || kinds[grossPrice]
	named := len(kinds)
	for _, k := range []kind{unknown, other} {
		if kinds[k] {
			named--
		}
	}
	switch {
	case what && cost && named >= 3:
		return true
	case what && cost && named == 2:
		return len(columns) <= 4
	case (kinds[number] || kinds[position] || kinds[other] || kinds[unknown]) && kinds[quantity] && kinds[price] && total:
		return true
	}
	return kinds[quantity] && kinds[price] && total && len(columns) >= 3
}

// settleKinds decides the weak kinds by what else the table has.
func settleKinds(columns []column) {
	count := map[kind]int{}
	for _, c := range columns {
		count[c.kind]++
	}
	for i := range columns {
		switch c := &columns[i]; {
		case c.kind == units && count[quantity] > 0:
			c.kind = unit
		case c.kind == units, c.kind == unit && count[quantity] == 0 && count[units] == 0 && count[price] > 0:
			c.kind = quantity
		}
	}
}
