package fields

import (
	"cmp"
	"slices"

	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/sums"
)

// Scores of the sums.
const (
	triesPerRole  = 10
	sumsAgree     = 1.1
	sumsDisagree  = 0.7
	rateAgrees    = 0.3
	usualRate     = 0.25
	partsAgree    = 0.8 // the VAT lines of several rates add up
	largest       = 0.25
	lowOnPage     = 0.1
	linesAgree    = 0.4
	ratesAgree    = 0.3
	smallerTotal  = 0.4
	onlyOneRate   = 2.0 // the sums of one of several rates
	byArithmetic  = 0.35
	untaxedNet    = 0.75
	noVATPrinted  = 0.25
	totalsNeed    = 0.45
	partnersShare = 0.35 // of the sums' agreement, for each of them
)

// choice is one reading of the three amounts; nil where one is not printed.
type choice struct {
	net, vat, total *money
	// computed is the VAT of several rates added up, where it is not printed.
	computed *locale.Decimal
	score    float64
	agree    float64
}

var cent = locale.NewDecimal(2, 2)

// totals chooses net, VAT and total together.
func (s *sheet) totals(all []money, e sums.Evidence) (net, vat, total []candidate) {
	hint(all, e)
	top := largestAmount(all)
	nets := topBy(all, func(m *money) float64 { return m.net })
	vats := topBy(all, func(m *money) float64 { return m.vat })
	totals := topBy(all, func(m *money) float64 { return totalScore(m, top) })
	if len(totals) == 0 {
		totals = topBy(all, func(m *money) float64 { return bareTotal(m, top) })
	}
	var best *choice
	netBest, vatBest, totalBest := map[*money]standing{}, map[*money]standing{}, map[*money]standing{}
	for _, t := range withNone(totals) {
		for _, n := range withNone(nets) {
			for _, v := range withNone(vats) {
				if n != nil && n == v || t != nil && (t == v || t == n && n.total < 0.3) {
					continue
				}
				r := s.reading(n, v, t, top, all, e)
				if best == nil || r.score > best.score {
					best = &r
				}
				note(netBest, n, r.agree, n.role(func(m *money) float64 { return m.net }))
				note(vatBest, v, r.agree, v.role(func(m *money) float64 { return m.vat }))
				note(totalBest, t, r.agree, t.role(func(m *money) float64 { return totalScore(m, top) }))
			}
		}
	}
	if best == nil {
		return nil, nil, nil
	}
	net, vat, total = chosen(netBest, best.net, best), s.chosenVAT(vatBest, best), chosen(totalBest, best.total, best)
	net, vat = byRates(net, vat, total, all, e)
	if len(net) == 0 && len(vat) == 0 && len(total) > 0 && (s.exempt() || !e.Gross && e.Rows > 0 && e.Lines.Near(best.total.Value, cent)) {
		untaxed := total[0]
		untaxed.confidence = min(untaxed.confidence, untaxedNet)
		net = []candidate{untaxed}
	}
	return net, vat, total
}

// hint lets the arithmetic name amounts that no label names.
func hint(all []money, e sums.Evidence) {
	if e.Rows > 1 {
		for i := range all {
			if m := &all[i]; m.Value.Equal(e.Lines) && max(m.net, m.vat) == 0 {
				m.total = max(m.total, byArithmetic)
			}
		}
	}
	if len(e.Triples) == 0 || e.Triples[0].Support < 2 {
		return
	}
	triple := e.Triples[0]
	for i := range all {
		switch m := &all[i]; {
		case m.Value.Equal(triple.Total):
			m.total = max(m.total, byArithmetic)
		case m.Value.Equal(triple.VAT):
			m.vat = max(m.vat, byArithmetic)
		case m.Value.Equal(triple.Net):
			m.net = max(m.net, byArithmetic)
		}
	}
}

func (m *money) role(f func(*money) float64) float64 {
	if m == nil {
		return 0
	}
	return f(m)
}

// standing is the best that was found for an amount in a role.
type standing struct{ score, agree float64 }

func note(to map[*money]standing, m *money, agree, own float64) {
	if m == nil {
		return
	}
	best, ok := to[m]
	if score := max(0, own+partnersShare*agree); !ok || score > best.score {
		best.score = score
	}
	if !ok || agree > best.agree {
		best.agree = agree
	}
	to[m] = best
}

// totalScore is how much speaks for an amount being the grand total.
func totalScore(m *money, top locale.Decimal) float64 {
	score := max(m.total, m.due)
	if score <= 0 {
		return 0
	}
	if m.total > 0.3 && m.due > 0.3 {
		score += 0.1
	}
	if m.Value.Abs().Equal(top) {
		score += largest
	}
	if m.cell.Box.Y0 > 0.4*m.cell.page.height {
		score += lowOnPage
	}
	return score
}

// bareTotal is for documents without any label of a total.
func bareTotal(m *money, top locale.Decimal) float64 {
	if m.Value.Abs().Equal(top) && m.Value.Scale() == 2 {
		return 0.3
	}
	return 0
}

// largestAmount is the largest amount that no label calls something else.
func largestAmount(all []money) locale.Decimal {
	top := locale.Decimal{}
	for i := range all {
		m := &all[i]
		if m.Value.Abs().Cmp(top) > 0 && (m.Value.Scale() == 2 || m.Money) && max(m.net, m.vat, m.total, m.due) > 0 {
			top = m.Value.Abs()
		}
	}
	return top
}

// topBy are the best amounts for a role, the first of equal values.
func topBy(all []money, score func(*money) float64) []*money {
	var top []*money
	for i := range all {
		if score(&all[i]) > 0.2 {
			top = append(top, &all[i])
		}
	}
	slices.SortStableFunc(top, func(a, b *money) int { return cmp.Compare(score(b), score(a)) })
	return top[:min(len(top), triesPerRole)]
}

func withNone(ms []*money) []*money { return append(slices.Clone(ms), nil) }

// reading scores one choice of the three.
func (s *sheet) reading(n, v, t *money, top locale.Decimal, all []money, e sums.Evidence) choice {
	r := choice{net: n, vat: v, total: t}
	score := n.role(func(m *money) float64 { return m.net }) + v.role(func(m *money) float64 { return m.vat }) +
		1.4*t.role(func(m *money) float64 { return max(totalScore(m, top), bareTotal(m, top)) })
	switch {
	case n != nil && v != nil && t != nil:
		r.agree = threeAgree(n, v, t)
	case n != nil && t != nil:
		r.agree, r.computed = twoAgree(n, t, all, e)
	case v != nil && t != nil:
		if v.Value.Abs().Cmp(t.Value.Abs()) >= 0 {
			r.agree = -sumsDisagree
		}
	}
	if t != nil && t.Value.Abs().Cmp(top) < 0 {
		score -= smallerTotal
	}
	r.agree += supported(n, v, t, all, e)
	r.score = score + r.agree
	return r
}

// chosen ranks a role's amounts with the joint choice first.
func chosen(scores map[*money]standing, first *money, best *choice) []candidate {
	var found []candidate
	for m, n := range scores {
		score := n.score
		if m == first {
			score += 0.25 + 0.15*max(0, best.agree)
		}
		found = append(found, m.candidate(score, n.agree, m == first, best))
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.page, b.page), cmp.Compare(a.box.Y0, b.box.Y0), cmp.Compare(a.box.X0, b.box.X0))
	})
	if first == nil {
		return nil
	}
	return firstTo(rank(found, totalsNeed), first.Value.String())
}

func (m *money) candidate(score, agree float64, first bool, best *choice) candidate {
	return candidate{
		text: m.Value.String(), score: score, page: m.cell.page.index, box: m.box, cell: m.cell, from: m.from, to: m.to,
		hints: hints{
			m.net, m.vat, m.total, m.due, m.paid, agree, flag(first), best.agree, best.score, float64(m.Value.Scale()), flag(m.Money), flag(m.rate != nil),
			flag(best.net != nil) + 2*flag(best.vat != nil) + 4*flag(best.total != nil), float64(m.Value.Sign()),
		},
	}
}

// firstTo moves the chosen text to the front: it was chosen with its partners.
func firstTo(ranked []candidate, text string) []candidate {
	i := slices.IndexFunc(ranked, func(c candidate) bool { return c.text == text })
	if i > 0 {
		c := ranked[i]
		c.confidence = min(c.confidence, 0.6)
		ranked = slices.Insert(slices.Delete(ranked, i, i+1), 0, c)
	}
	return ranked
}

// chosenVAT is as chosen, or the VAT of several rates added up.
func (s *sheet) chosenVAT(scores map[*money]standing, best *choice) []candidate {
	if best.vat == nil && best.computed != nil {
		return []candidate{{text: best.computed.String(), confidence: 0.8, score: 1}}
	}
	return chosen(scores, best.vat, best)
}
