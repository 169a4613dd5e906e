package fields

import (
	"slices"
	"strings"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/till"
)

// Scores of what speaks for a page's being the slip of a till.
const (
	slipShape    = 0.8 // narrow, or long
	slipColumn   = 0.6 // its text stands in a narrow column of a wider page
	slipLetters  = 0.6 // in letters as large as only a picture of a slip has
	slipAsked    = 0.5 // a receipt is asked for
	slipWord     = 0.25
	slipWords    = 4   // more of them say no more
	letterWords  = 0.5 // an account, a term of payment, a buyer
	slipNeeds    = 1.0
	longestSheet = 1.75 // times as long as wide
	// narrowColumn is a slip's width on paper for letters, largestLetters the
	// largest usual height of words on those, in pixels.
	narrowColumn, largestLetters = 1000, 56
)

// slip is the page where the document is the slip of a till, nil where it is a
// letter. A document of several pages is none: slips are not put together.
func (x *Extractor) slip(s *sheet, d *layout.Document, t api.DocumentType) *layout.Page {
	if len(d.Pages) != 1 || len(d.Pages[0].Lines) == 0 {
		return nil
	}
	p, score := d.Pages[0], 0.0
	switch {
	case p.Width < tillRoll || p.Height > longestSheet*p.Width:
		score += slipShape
	case textWidth(p) < narrowColumn:
		score += slipColumn
	case s.usualSize() > largestLetters:
		score += slipLetters
	}
	if t.Name == "receipt" {
		score += slipAsked
	}
	if slices.ContainsFunc(s.cells, func(c *cell) bool { return c.leads(kindIBAN, kindDueDate) }) {
		score -= letterWords
	}
	if score+slipWord*slipWords < slipNeeds {
		return nil // whatever its words are: to look at them costs as much as all else here
	}
	if score += slipWord * float64(min(slipWords, x.till.Words(p))); score < slipNeeds {
		return nil
	}
	return p
}

// leads reports whether the cell begins with a label of one of the kinds.
func (c *cell) leads(kinds ...Kind) bool {
	return len(c.labels) > 0 && c.labels[0].leading && c.labels[0].is(kinds...)
}

// textWidth is how wide the middle nine tenths of a page's words stand.
func textWidth(p *layout.Page) float64 {
	var left, right []float64
	for _, l := range p.Lines {
		for _, w := range l.Words {
			left, right = append(left, w.Box.X0), append(right, w.Box.X1)
		}
	}
	slices.Sort(left)
	slices.Sort(right)
	return right[len(right)*19/20] - left[len(left)/20]
}

// readSlip puts what a slip tells before what the choosers for letters found.
func (x *Extractor) readSlip(s *sheet, p *layout.Page, found map[string][]candidate) {
	slip := x.till.Read(p, s.reader)
	for name, read := range map[string][]till.Candidate{
		api.SupplierName: slip.Supplier, api.SupplierAddress: slip.Address, api.IssueDate: slip.Date, api.TotalAmount: slip.Total,
	} {
		of := s.slipCandidates(read)
		if name == api.SupplierName || name == api.SupplierAddress {
			found[name] = slices.DeleteFunc(found[name], func(c candidate) bool { return partOf(c.text, of) })
		}
		found[name] = distinct(append(of, found[name]...))
	}
	found[api.ReceiverName] = nil
}

// partOf reports whether a text is a piece of what the slip tells: its words
// stand further apart than those of letters.
func partOf(text string, of []candidate) bool {
	key := plain(text)
	return slices.ContainsFunc(of, func(c candidate) bool {
		whole := plain(c.text)
		return whole != key && strings.Contains(whole, key)
	})
}

func (s *sheet) slipCandidates(read []till.Candidate) []candidate {
	var all []candidate
	for i, c := range read {
		other := 0.0
		switch {
		case i > 0:
			other = read[0].Score
		case len(read) > 1:
			other = read[1].Score
		}
		k := candidate{text: c.Text, score: c.Score, confidence: confidence(c.Score, c.Score-other), page: c.Page, box: c.Box, ofTill: true}
		k.cell, k.from, k.to = s.cellAt(c.Page, c.Box)
		if d, ok := s.reader.Date(c.Text); ok {
			k.hints = hints{2: flag(d.Day <= 12)}
		}
		all = append(all, k)
	}
	return all
}

// cellAt is the cell that holds most of a box, and which of its words do.
func (s *sheet) cellAt(page int, box document.Box) (at *cell, from, to int) {
	most := 0.0
	for _, c := range s.cells {
		if shared := c.Box.OverlapX(box) * c.Box.OverlapY(box); c.page.index == page && shared > most {
			at, most = c, shared
		}
	}
	if at == nil {
		return nil, 0, 0
	}
	for i, w := range at.words {
		if x := w.Box.CenterX(); x < box.X0 || x > box.X1 {
			continue
		}
		if to == 0 {
			from = i
		}
		to = i + 1
	}
	return at, from, to
}

// distinct drops what is found again, and keeps later candidates less sure than
// the first. What two have found keeps what the other knows of it.
func distinct(all []candidate) []candidate {
	var kept []candidate
	for _, c := range all {
		if i := slices.IndexFunc(kept, func(o candidate) bool { return plain(o.text) == plain(c.text) }); i >= 0 {
			if k := &kept[i]; k.ofTill && !c.ofTill {
				k.hints, k.foundAgain = c.hints, c.score
			}
			continue
		}
		if len(kept) > 0 {
			c.confidence = min(c.confidence, 1-kept[0].confidence, kept[len(kept)-1].confidence)
		}
		kept = append(kept, c)
	}
	return kept[:min(len(kept), mostWeighed)]
}
