package fields

import (
	"cmp"
	"slices"
	"strings"
)

// relation is where a label stands as seen from a value.
type relation int

const (
	inline relation = iota // before it in the same cell
	left                   // in a cell to the left
	above                  // in a cell over it
)

// attachment pairs a value with a label.
type attachment struct {
	label    label
	cell     *cell
	relation relation
	// quality is how surely the label speaks of the value, 0 to 1.
	quality float64
}

// Distances and qualities of attachments.
const (
	inlineQuality   = 1.0
	wordBetween     = 0.14 // each word between label and value
	valueBetween    = 0.45 // another value of the kind between
	leftQuality     = 0.95
	leftByWidth     = 0.25 // a whole page's width of gap
	cellBetween     = 0.22 // another value's cell between
	aboveQuality    = 0.86
	aboveByLine     = 0.06 // each empty line between
	climbed         = 0.07 // each value between a value and its column header
	climbReach      = 14
	notLeading      = 0.3
	notLeadingShort = 0.4
	notAtEnd        = 0.35
	unaligned       = 0.1
	columnLabel     = 0.6 // a header of the items table speaks of rows
	reachAboveLines = 3.2
	weakest         = 0.15
	sureOnLine      = 0.6
	secondLabel     = 0.05
	hasOwnValue     = 0.5 // the label's value stands under it
)

// attachments are the labels that may speak of the value in words from to
// before to of the cell, best first per relation.
func (s *sheet) attachments(c *cell, from, to int) []attachment {
	var found []attachment
	if a, ok := inlineLabel(c, from); ok {
		found = append(found, a...)
	}
	if startsCell(c, from) {
		found = append(found, s.leftLabels(c)...)
		steps := climbReach
		if len(found) > 0 && found[len(found)-1].quality > sureOnLine && !inTable(c) {
			steps = 1 // a list of labels and values has no header to climb to
		}
		found = append(found, s.aboveLabels(c, from, to, steps)...)
	}
	kept := found[:0]
	for _, a := range found {
		if a.quality >= weakest {
			kept = append(kept, a)
		}
	}
	return kept
}

// startsCell reports whether nothing but signs is before the word.
func startsCell(c *cell, from int) bool {
	for _, w := range c.words[:from] {
		if !isFiller(w.Text) && !isRate(w.Text) && !isCurrency(w.Text) {
			return false
		}
	}
	return true
}

// inlineLabel are the labels before the word in its own cell.
func inlineLabel(c *cell, from int) ([]attachment, bool) {
	var found []attachment
	for _, l := range slices.Backward(c.labels) {
		if l.to > from {
			continue
		}
		q := inlineQuality - 0.25*float64(len(found))
		for _, w := range c.words[l.to:from] {
			switch {
			case isFiller(w.Text) || isCurrency(w.Text) || isRate(w.Text):
				q -= 0.02
			case hasDigit(w.Text):
				q -= valueBetween
			default:
				q -= wordBetween
			}
		}
		if !l.leading {
			q -= notLeading
			if l.is(kindOrderNumber) && c.abbreviated(l) {
				q -= notLeadingShort // "(OC 123)" may be anything
			}
		}
		if l.tokens >= 3 {
			q += 0.1 // a long phrase says what it means, also within a sentence
		}
		found = append(found, attachment{label: l, cell: c, relation: inline, quality: q})
	}
	return found, len(found) > 0
}

// abbreviated reports whether a label is one word of up to three letters, or
// stands in brackets.
func (c *cell) abbreviated(l label) bool {
	return strings.HasPrefix(c.words[l.from].Text, "(") || l.tokens == 1 && len(strings.Trim(c.words[l.from].Text, "(:.)")) <= 3
}

// rowsAround is how many rows up and down may hold what stands beside a cell:
// small labels and large values have baselines of their own.
const rowsAround = 3

// leftOf are the cells to the left at the same height, the nearest first.
func (c *cell) leftOf() []*cell {
	var found []*cell
	for r := max(0, c.row-rowsAround); r <= min(len(c.page.rows)-1, c.row+rowsAround); r++ {
		for _, o := range c.page.rows[r] {
			if o.Box.X1 <= c.Box.X0+1 && (r == c.row || o.Box.OverlapY(c.Box) > 0.5*min(o.Box.Height(), c.Box.Height())) {
				found = append(found, o)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b *cell) int { return cmp.Compare(b.Box.X1, a.Box.X1) })
	return found
}

// leftLabels are the labels in the cells to the left, up to the first that
// ends in one.
func (s *sheet) leftLabels(c *cell) []attachment {
	penalty := 0.0
	for _, o := range c.leftOf() {
		if penalty >= 0.8 {
			break
		}
		if l, ok := o.lastLabel(); ok {
			q := leftQuality - penalty - leftByWidth*(c.Box.X0-o.Box.X1)/c.page.width
			if !o.ends(l) {
				q -= notAtEnd
			}
			if !l.leading {
				q -= notLeading
			}
			if o.column {
				q -= columnLabel
			}
			if s.valueBelow(o) {
				q -= hasOwnValue
			}
			return attachAll(o, l, left, q)
		}
		if !allFiller(o) {
			penalty += cellBetween
			if !hasDigit(o.Text) {
				penalty += cellBetween // text that is no value: another thing's row
			}
		}
	}
	return nil
}

// attachAll attaches the cell's label, and the others where the cell is
// nothing but labels: "No./Date", "Date / Datum".
func attachAll(o *cell, l label, r relation, quality float64) []attachment {
	found := []attachment{{label: l, cell: o, relation: r, quality: quality}}
	if !o.full(l) {
		return found
	}
	for _, other := range o.labels {
		if other.from != l.from || other.to != l.to || other.tokens != l.tokens {
			found = append(found, attachment{label: other, cell: o, relation: r, quality: quality - secondLabel})
		}
	}
	return found
}

// valueBelow reports whether right under a label there is a value.
func (s *sheet) valueBelow(o *cell) bool {
	b := s.below(o, 1.2*o.Size)
	return b != nil && len(b.labels) == 0 && hasDigit(b.Text) && abs(b.Box.X0-o.Box.X0) < o.Size
}

// inTable reports whether the cell's row has three figures or more.
func inTable(c *cell) bool {
	n := 0
	for _, o := range c.page.rows[c.row] {
		if hasDigit(o.Text) && len(o.words) <= 3 {
			n++
		}
	}
	return n >= 3
}

func allFiller(c *cell) bool {
	for _, w := range c.words {
		if !isFiller(w.Text) && !isRate(w.Text) && !isCurrency(w.Text) {
			return false
		}
	}
	return true
}

// lastLabel is the cell's last label, or its leading one where that covers
// the cell.
func (c *cell) lastLabel() (label, bool) {
	for _, l := range c.labels {
		if c.full(l) {
			return l, true
		}
	}
	if len(c.labels) == 0 {
		return label{}, false
	}
	first, last := c.labels[0], c.labels[len(c.labels)-1]
	if first.leading && !hasDigit(c.Text) && !c.ends(last) {
		return first, true
	}
	return last, true
}

// aboveLabels are the labels over the value: directly, or at the head of a
// column of values.
func (s *sheet) aboveLabels(c *cell, from, to, steps int) []attachment {
	box := c.words[from].Box
	for _, w := range c.words[from:to] {
		box = box.Union(w.Box)
	}
	penalty := 0.0
	at := c
	reach := reachAboveLines * c.Size
	for step := range steps {
		o := s.above(at, at.Box, reach)
		if step == 0 {
			if o = s.columnHead(c); o == nil {
				o = s.above(c, box, reach)
			}
		}
		if o == nil {
			return nil
		}
		gap := max(0, at.Box.Y0-o.Box.Y1)
		if l, ok := o.headerLabel(); ok {
			q := aboveQuality - penalty - aboveByLine*gap/c.Size
			if !o.ends(l) {
				q -= notAtEnd
			}
			if !alignedBoxes(o, c, from) {
				q -= unaligned
			}
			if o.column {
				q -= columnLabel
				if l.is(kindOrderNumber, kindIssueDate, kindDueDate) {
					q += columnLabel / 2 // it may stand beside the table
				}
			}
			return attachAll(o, l, above, q)
		}
		if !hasDigit(o.Text) || !hasDigit(c.Text) {
			return nil // text that is no value ends the column
		}
		penalty += climbed
		at = o
	}
	return nil
}

// columnHead is the label over a cell in a grid, where it is centred and the
// value is not, so that they need have no stretch in common: the row above has
// as many cells as the cell's row, in the same columns, and no digits.
func (s *sheet) columnHead(c *cell) *cell {
	if c.row == 0 {
		return nil
	}
	row, heads := c.page.rows[c.row], c.page.rows[c.row-1]
	if len(row) < 2 || len(heads) != len(row) || c.Box.Y0-heads[c.col].Box.Y1 > 1.5*c.Size {
		return nil
	}
	for i, o := range heads {
		if hasDigit(o.Text) || i > 0 && (row[i].Box.X0 < heads[i-1].Box.X1 || o.Box.X0 < row[i-1].Box.X1) {
			return nil
		}
	}
	if _, ok := heads[c.col].headerLabel(); !ok {
		return nil
	}
	return heads[c.col]
}

// headerLabel is the label that a cell consists of or begins with.
func (c *cell) headerLabel() (label, bool) {
	for _, l := range c.labels {
		if c.full(l) {
			return l, true
		}
	}
	if len(c.labels) > 0 && c.labels[0].leading && !hasDigit(c.Text) {
		return c.labels[0], true
	}
	return label{}, false
}

func alignedBoxes(o, c *cell, from int) bool {
	x := c.words[from].Box.X0
	tolerance := 1.2 * c.Size
	return abs(o.Box.X0-x) <= tolerance || abs(o.Box.X1-c.Box.X1) <= tolerance || abs(o.Box.CenterX()-c.Box.CenterX()) <= tolerance
}

func abs(x float64) float64 { return max(x, -x) }

func isCurrency(text string) bool {
	_, ok := currencyOf(strings.Trim(text, ":()"))
	return ok
}

// strength is how strongly a value's labels speak for the kinds wanted, and
// how strongly the best other label speaks against.
func strength(found []attachment, kinds ...Kind) (best, other float64) {
	for _, a := range found {
		matched := false
		for _, k := range kinds {
			if sense, ok := a.label.sense(k); ok {
				q := a.quality
				if sense.weak {
					q *= 0.55
				}
				best, matched = max(best, q), true
			}
		}
		if !matched {
			other = max(other, a.quality)
		}
	}
	return best, other
}
