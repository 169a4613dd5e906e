package lineitems

import (
	"slices"
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
)

// Confidences of a cell by what speaks for it.
const (
	sureNamed   = 0.8 // its column has a name
	sureChecked = 0.96
	sureGuessed = 0.5
	sureDerived = 0.6 // computed, not printed
)

// textLimit is the length of a text on the wire, in characters.
const textLimit = 250

// items makes the rows of bands.
func (e *extractor) items(g *grid, bands []band) []Item {
	rows := make([]figures, len(bands))
	for i := range bands {
		rows[i] = e.figuresOf(&bands[i])
	}
	r := g.roles(rows)
	texts := e.textColumns(g, bands, &r)
	out := make([]Item, 0, len(bands))
	for i := range bands {
		out = append(out, e.item(&bands[i], rows[i], r, texts))
	}
	return out
}

// textColumns are the columns that make the description, from left to right.
// A column of names beside it, not of codes, belongs to it.
func (e *extractor) textColumns(g *grid, bands []band, r *roles) []int {
	texts := g.of(description, item)
	if r.number >= 0 && wordy(bands, r.number) {
		texts = append(texts, r.number)
		r.number = -1
		for _, c := range g.of(number) {
			if !slices.Contains(texts, c) && !wordy(bands, c) {
				r.number = c
				break
			}
		}
	}
	slices.Sort(texts)
	return texts
}

// wordy reports whether most cells of a column are names rather than codes:
// several words, or letters only.
func wordy(bands []band, column int) bool {
	all, names := 0, 0
	for i := range bands {
		text := ""
		for j := range bands[i].records {
			for _, c := range bands[i].records[j].at(column) {
				text += c.text() + " "
			}
		}
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		all++
		if strings.Contains(text, " ") && !strings.ContainsFunc(text, unicode.IsDigit) {
			names++
		}
	}
	return all > 0 && 3*names > 2*all
}

func (e *extractor) item(b *band, f figures, r roles, texts []int) Item {
	page := b.grid.page.Index
	it := Item{
		Quantity: pick(f.plain, r.quantity, page), Price: pick(f.plain, r.price, page),
		Net: pick(f.plain, r.net, page), Gross: pick(f.plain, r.gross, page),
		VATAmount: pick(f.plain, r.taxAmount, page),
	}
	it.VATRate = pick(f.percent, r.rate, page)
	if p := pick(f.plain, r.rate, page); !it.VATRate.Found && p.Found && isRate(p.Value) {
		it.VATRate = p
	}
	if r.taxAmount >= 0 && r.taxAmount != r.rate && !it.VATRate.Found {
		it.VATRate = pick(f.percent, r.taxAmount, page)
	}
	if r.rate == r.taxAmount && r.rate >= 0 && len(f.percent) == 0 {
		it.VATRate = Figure{}
	}
	e.takeRebates(b, r.net, &it)
	it.Number, it.Unit = e.code(b, r.number), e.unitOf(b, r)
	e.readTexts(b, texts, &it)
	description, above := e.join(b, texts)
	it.Description = description
	if above.Text != "" {
		it.Number = above
	}
	it.withVAT = r.net >= 0 && r.net < len(b.grid.columns) && b.grid.columns[r.net].kind == gross
	for _, one := range []Figure{f.first[r.price], f.last[r.quantity]} {
		if one.Found {
			it.beside(one)
		}
	}
	e.complete(&it)
	if b.grid.page.Read {
		it.mend(r.quantity >= 0, len(b.grid.of(discount)) > 0)
	}
	if net := r.netPrice; net >= 0 {
		if f := pick(f.plain, net, page); f.Found {
			it.Price = f
		}
	}
	return it
}

// takeRebates takes the discounts that stand below a row out of its text, and
// notes what they come to.
func (e *extractor) takeRebates(b *band, column int, it *Item) {
	var rest []record
	anchor := b.anchor
	for j := range b.records {
		f, ok := e.figureAt(&b.records[j], column)
		if j <= b.anchor || !ok || !e.lowers(b.grid, &b.records[j]) {
			rest = append(rest, b.records[j])
			continue
		}
		it.rebate = it.rebate.Sub(f.Value.Abs())
	}
	b.records, b.anchor = rest, anchor
}

// pick is the figure in a column, with its place.
func pick(m map[int]Figure, column, page int) Figure {
	f, ok := m[column]
	if !ok {
		return Figure{}
	}
	f.Place.Page, f.Confidence = page, sureNamed
	return f
}

// complete checks the row and computes an amount that is not printed.
func (e *extractor) complete(it *Item) {
	q, p, n := &it.Quantity, &it.Price, &it.Net
	switch {
	case q.Found && p.Found && n.Found:
		if it.Checked = multiplies(q.Value, p.Value, n.Value); it.Checked {
			q.Confidence, p.Confidence, n.Confidence = sureChecked, sureChecked, sureChecked
		}
	case q.Found && p.Found && !n.Found && it.Gross.Found:
		*n = it.Gross
	case q.Found && p.Found && !n.Found:
		*n = Figure{Value: q.Value.Mul(p.Value).Round(2), Found: true, Confidence: sureDerived}
	case !n.Found && it.Gross.Found:
		*n = it.Gross
	case !n.Found && p.Found:
		*n = *p
		n.Confidence = sureDerived
	}
}

// join is the text of a row in its columns, line by line; and the number that
// stands above it where the head says so.
func (e *extractor) join(b *band, columns []int) (text, code Text) {
	var words []document.Word
	for _, column := range columns {
		above := b.grid.columns[column].second == number || b.codeAbove(column)
		for j := range b.records {
			for _, c := range b.records[j].at(column) {
				if above && j <= b.anchor && code.Text == "" {
					code = newText(c.words, b.grid.page.Index)
					continue
				}
				words = append(words, c.words...)
			}
		}
	}
	return newText(words, b.grid.page.Index), code
}

// codeAbove reports whether the text in a column begins with a line that is
// nothing but a code, above a line that is more.
func (b *band) codeAbove(column int) bool {
	var lines []string
	for j := range b.records {
		if cells := b.records[j].at(column); len(cells) > 0 {
			lines = append(lines, cells[0].text())
		}
	}
	return len(lines) > 1 && isCode(lines[0]) && !isCode(lines[1])
}

// isCode reports whether a text is one word of at least three characters with
// a digit and without small letters.
func isCode(t string) bool {
	return len(t) >= 3 && !strings.ContainsFunc(t, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsLower(r) }) &&
		strings.ContainsFunc(t, unicode.IsDigit)
}

func newText(words []document.Word, page int) Text {
	if len(words) == 0 {
		return Text{}
	}
	text := shorten(layout.Text(words))
	return Text{Text: text, Confidence: sureNamed, Place: Place{Page: page, Box: layout.Bounds(words)}}
}

// shorten cuts a text at the last blank before the limit.
func shorten(text string) string {
	runes := []rune(text)
	if len(runes) <= textLimit {
		return text
	}
	cut := string(runes[:textLimit])
	if i := strings.LastIndexByte(cut, ' '); i > textLimit/2 {
		cut = cut[:i]
	}
	return strings.TrimSpace(cut)
}

// code is the first line of a product number, and the next one where it breaks
// off with a hyphen: further ones are other numbers of the same thing.
func (e *extractor) code(b *band, column int) Text {
	if column < 0 {
		return Text{}
	}
	var code Text
	for j := range b.records {
		cells := b.records[j].at(column)
		if len(cells) == 0 {
			continue
		}
		next := newText(cells[0].words, b.grid.page.Index)
		if code.Text != "" {
			next.Text, next.Place.Box = code.Text+next.Text, code.Place.Box.Union(next.Place.Box)
		}
		if code = next; !brokenCode(code.Text) {
			break
		}
	}
	return code
}

// brokenCode reports whether a number ends in a hyphen, so that it goes on in
// the next line.
func brokenCode(text string) bool {
	return strings.HasSuffix(text, "-") && !strings.Contains(text, " ") && strings.ContainsFunc(text, unicode.IsDigit)
}

// unitOf is the cell of the unit's column, or what stands beside the quantity.
func (e *extractor) unitOf(b *band, r roles) Text {
	if t := e.code(b, r.unit); t.Text != "" {
		if !isNumber(e.reader, []document.Word{{Text: t.Text}}) {
			return t
		}
	}
	if r.quantity < 0 {
		return Text{}
	}
	for j := range b.records {
		for _, c := range b.records[j].at(r.quantity) {
			if _, unit, ok := e.countAndUnit(c.words); ok && unit.Text != "" {
				unit.Confidence, unit.Place.Page = sureNamed, b.grid.page.Index
				return unit
			}
		}
	}
	return Text{}
}
