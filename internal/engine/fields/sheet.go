package fields

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
)

// sheet is a document made ready for the choosers: cells with their labels.
type sheet struct {
	reader *locale.Reader
	pages  []*page
	cells  []*cell // of all pages, in reading order
}

// page is one page's rows of cells, from top to bottom.
type page struct {
	index         int
	width, height float64
	read          bool // from a picture
	rows          [][]*cell
}

// cell is a layout segment, its words split where print glues a label to its
// value, with the labels found in it.
type cell struct {
	*layout.Segment
	page   *page
	row    int
	col    int
	words  []document.Word
	tokens []token
	labels []label
	// dates and figures are found once, for all who ask.
	dates   []locale.DateSpan
	figures []locale.AmountSpan
	key     string // the text's letters and digits, as plain gives them
	// column says that the cell is in the header row of an items table.
	column bool
}

// label is a phrase of the lexicon in a cell: words from to before to.
type label struct {
	kinds    []sense
	from, to int
	tokens   int
	// leading: nothing but another label's value is before it in the cell.
	leading bool
	// colon: it ends in a colon.
	colon bool
}

func (l label) sense(k Kind) (sense, bool) {
	for _, s := range l.kinds {
		if s.kind == k {
			return s, true
		}
	}
	return sense{}, false
}

func (l label) is(kinds ...Kind) bool {
	for _, k := range kinds {
		if _, ok := l.sense(k); ok {
			return true
		}
	}
	return false
}

// Header fields are sought on the first and the last pages of a document:
// those between hold rows.
const firstPages, lastPages = 10, 6

// newSheet splits, folds and labels all segments.
func newSheet(d *layout.Document, reader *locale.Reader, lex *lexicon) *sheet {
	s := &sheet{reader: reader}
	for n, lp := range d.Pages {
		if n >= firstPages && n < len(d.Pages)-lastPages {
			continue
		}
		p := &page{index: lp.Index, width: lp.Width, height: lp.Height, read: lp.Read}
		for i, line := range lp.Lines {
			var row []*cell
			for _, seg := range line.Segments {
				c := newCell(seg, p, i, len(row), lex)
				c.dates, c.figures, c.key = reader.Dates(c.words), reader.Amounts(c.words), plain(c.Text)
				row = append(row, c)
			}
			markColumns(row)
			p.rows = append(p.rows, row)
			s.cells = append(s.cells, row...)
		}
		s.pages = append(s.pages, p)
	}
	s.joinWrapped(lex)
	return s
}

func newCell(seg *layout.Segment, p *page, row, col int, lex *lexicon) *cell {
	c := &cell{Segment: seg, page: p, row: row, col: col, words: splitGlued(joinSpaced(seg.Words))}
	if p.read {
		c.words = numeros(c.words)
	}
	c.tokens = foldWords(c.words)
	if p.read {
		lex.mend(c.tokens)
	}
	end := 0 // of the last match, in tokens
	for i := range c.tokens {
		if i > 0 && c.tokens[i].text == "%" && isDigits(c.tokens[i-1].text) {
			continue // "20 % VAT" is a rate and a label
		}
		ph, ok := lex.match(c.tokens, i)
		if !ok || i+len(ph.tokens) <= end {
			continue
		}
		l := c.newLabel(ph, i)
		if i < end && l.family() == c.labels[len(c.labels)-1].family() {
			continue // "total net" after "invoice total": the first says it
		}
		c.labels = append(c.labels, l)
		end = i + len(ph.tokens)
	}
	return c
}

// family is the sort of value that a label announces; labels of two families
// may share a word.
func (l label) family() string {
	switch {
	case l.is(kindIssueDate, kindDueDate, kindOtherDate):
		return "date"
	case l.is(kindNet, kindSubtotal, kindVAT, kindTotal, kindDueAmount, kindPaid, kindOtherAmount):
		return "amount"
	case l.is(kindInvoiceNumber, kindOrderNumber, kindOtherNumber, kindReference, kindTitle):
		return "number"
	}
	return "other"
}

// wholeWords reports whether the tokens from to before to are not the middle
// of a word; a slash ends one.
func wholeWords(tokens []token, from, to int) bool {
	begins := from == 0 || tokens[from-1].word != tokens[from].word || tokens[from].slash
	ends := to == len(tokens) || tokens[to-1].word != tokens[to].word || tokens[to].slash
	return begins && ends
}

func (c *cell) newLabel(ph phrase, at int) label {
	l := label{kinds: ph.kinds, from: c.tokens[at].word, to: c.tokens[at+len(ph.tokens)-1].word + 1, tokens: len(ph.tokens)}
	last := c.words[l.to-1].Text
	l.colon = strings.HasSuffix(last, ":") || l.to < len(c.words) && c.words[l.to].Text == ":"
	l.leading = l.from == 0 || at == 0
	if !l.leading {
		before := c.words[l.from-1].Text
		l.leading = strings.ContainsAny(before, "|·•;,/()") || hasDigit(before) || l.colon
	}
	return l
}

// full reports whether the label is all there is in the cell, but for signs,
// a currency or a rate.
func (c *cell) full(l label) bool {
	return l.leading && l.from <= 1 && c.ends(l)
}

// ends reports whether behind the label the cell has nothing of its own.
func (c *cell) ends(l label) bool {
	depth := 0
	for i, w := range c.words[l.to:] {
		depth += strings.Count(w.Text, "(")
		if c.inLabel(l.to+i) && l.from == 0 {
			continue // the same again in another language
		}
		if next := l.to + i + 1; next < len(c.words) && strings.HasPrefix(c.words[next].Text, "%") && strings.Trim(w.Text, "(0123456789.,") == "" {
			continue // the number of a rate
		}
		if _, currency := locale.Currency(w.Text); !currency && depth == 0 && !isRate(w.Text) && !isFiller(w.Text) {
			return false
		}
		depth -= strings.Count(w.Text, ")")
	}
	return true
}

// isRate reports whether a word is a percentage or its number.
func isRate(text string) bool {
	t := strings.Trim(text, ":()[]@,")
	t = strings.TrimSuffix(t, "%")
	if t == "" || len(t) > 6 {
		return t == ""
	}
	return strings.Trim(t, "0123456789.,") == "" && len(strings.TrimLeft(t, "0")) <= 5 && strings.ContainsRune(text, '%') || strings.Trim(t, "0123456789") == "" && len(t) <= 2
}

// isFiller reports whether a word may stand between a label and its value
// without belonging to either.
func isFiller(text string) bool {
	t := strings.ToLower(strings.Trim(text, ":.=-–—()[]*/|"))
	return t == "" || fillers.has(t)
}

const fillers wordSet = " # nr no n nº n° of vom del du de le la il en el am dem den dne is = der des due : und e et y in the is date datum data fecha zum bis by on dat incl inkl di at at= op per št št. no. "

// markColumns marks the header row of a table of items: several column names
// side by side.
func markColumns(row []*cell) {
	n := 0
	for _, c := range row {
		for _, l := range c.labels {
			if l.leading && l.is(kindColumn) {
				n++
			}
		}
	}
	if n < 3 {
		return
	}
	for _, c := range row {
		c.column = true
	}
}

// joinWrapped finds labels that are wrapped over two lines of a cell's block:
// their senses go to the lower cell.
func (s *sheet) joinWrapped(lex *lexicon) {
	for _, c := range s.cells {
		below := s.below(c, 0.9*c.Size)
		if below == nil || c.column || below.column || len(c.tokens) > 4 || len(below.tokens) > 3 || len(c.tokens) == 0 || len(below.tokens) == 0 {
			continue
		}
		if hasDigit(c.Text) || hasDigit(below.Text) || strings.HasSuffix(c.Text, ":") || c.valueBeside() {
			continue
		}
		both := slices.Clone(c.tokens)
		for _, t := range below.tokens {
			both = append(both, token{text: t.text, word: t.word + len(c.words)})
		}
		if ph, ok := lex.match(both, 0); ok && len(ph.tokens) == len(both) {
			l := label{kinds: ph.kinds, from: 0, to: len(below.words), tokens: len(both), leading: true, colon: strings.HasSuffix(below.Text, ":")}
			below.labels = append([]label{l}, below.labels...)
		}
	}
}

// valueBeside reports whether the next cell on the row has a figure: the
// cell's own value.
func (c *cell) valueBeside() bool {
	row := c.page.rows[c.row]
	return c.col+1 < len(row) && hasDigit(row[c.col+1].Text)
}

// below is the nearest cell under c within reach pixels that shares a
// horizontal stretch with it.
func (s *sheet) below(c *cell, reach float64) *cell {
	for r := c.row + 1; r < len(c.page.rows); r++ {
		var best *cell
		for _, o := range c.page.rows[r] {
			if o.Box.OverlapX(c.Box) > 0 && (best == nil || o.Box.OverlapX(c.Box) > best.Box.OverlapX(c.Box)) {
				best = o
			}
		}
		if best == nil {
			if row := c.page.rows[r]; len(row) > 0 && row[0].Box.Y0-c.Box.Y1 > reach {
				return nil
			}
			continue
		}
		if best.Box.Y0-c.Box.Y1 > reach {
			return nil
		}
		return best
	}
	return nil
}

// above is the nearest cell over the box within reach pixels that shares a
// horizontal stretch with it.
func (s *sheet) above(c *cell, box document.Box, reach float64) *cell {
	for r := c.row - 1; r >= 0; r-- {
		var best *cell
		for _, o := range c.page.rows[r] {
			if o.Box.OverlapX(box) > 0 && (best == nil || o.Box.OverlapX(box) > best.Box.OverlapX(box)) {
				best = o
			}
		}
		if best == nil {
			if row := c.page.rows[r]; len(row) > 0 && box.Y0-row[0].Box.Y1 > reach {
				return nil
			}
			continue
		}
		if box.Y0-best.Box.Y1 > reach {
			return nil
		}
		return best
	}
	return nil
}

// joinSpaced joins letters that are set apart for show: "I N V O I C E".
func joinSpaced(words []document.Word) []document.Word {
	if len(words) < 4 {
		return words
	}
	joined := words[0]
	for i, w := range words {
		if r, n := utf8.DecodeRuneInString(w.Text); n != len(w.Text) || !unicode.IsLetter(r) {
			return words
		}
		if i > 0 {
			joined.Text += w.Text
			joined.Box = joined.Box.Union(w.Box)
		}
	}
	return []document.Word{joined}
}

// splitGlued splits words in which a label and its value are glued: at a
// colon or a number sign.
func splitGlued(words []document.Word) []document.Word {
	out := make([]document.Word, 0, len(words)+2)
	for _, w := range words {
		for {
			at := gluedAt(w.Text)
			if at == 0 {
				break
			}
			left := w
			share := float64(utf8.RuneCountInString(w.Text[:at])) / float64(utf8.RuneCountInString(w.Text))
			left.Text, w.Text = w.Text[:at], w.Text[at:]
			left.Box.X1 = left.Box.X0 + share*(left.Box.X1-left.Box.X0)
			w.Box.X0 = left.Box.X1
			out = append(out, left)
		}
		out = append(out, w)
	}
	return out
}

// gluedAt is where the value begins in a word with a label in front, 0 where
// there is no such thing.
func gluedAt(s string) int {
	if s[0] == '#' && len(s) > 1 {
		return 1
	}
	for i, r := range s {
		_, n := utf8.DecodeRuneInString(s[i:])
		rest := s[i+n:]
		switch {
		case rest == "" || i == 0:
		case r == ':' && !strings.HasPrefix(rest, "//") && isLetterAt(s[:i]):
			return i + 1
		case (r == '°' || r == 'º') && i <= 2 && rest != ":" && rest != ".":
			return i + n
		case r == '#' && isLetterAt(s[:i]):
			return i + 1
		}
	}
	return 0
}

// isLetterAt reports whether text ends in a letter, a dot or a bracket.
func isLetterAt(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsLetter(r) || r == '.' || r == ')'
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
