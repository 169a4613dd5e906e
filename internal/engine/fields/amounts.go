package fields

import (
	"slices"
	"strings"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/locale"
)

// money is an amount on the page with what its labels say.
type money struct {
	cell     *cell
	from, to int
	locale.Amount
	net, vat, total, paid float64
	due                   float64 // as amount due: a total unless something was prepaid
	box                   document.Box
	rate                  *locale.Decimal // printed with its label
}

// amounts finds all amounts that are not part of dates or identifiers.
func (s *sheet) amounts(ids []ident) []money {
	skip := map[*cell][]ident{}
	for _, id := range ids {
		skip[id.cell] = append(skip[id.cell], id)
	}
	var found []money
	for _, c := range s.cells {
		dates := c.dates
		for _, a := range c.figures {
			if a.Percent || within(a, dates) || noted(c, a) || slices.ContainsFunc(skip[c], func(id ident) bool { return a.From < id.to && id.from < a.To }) {
				continue
			}
			m := money{cell: c, from: a.From, to: a.To, Amount: a.Amount, box: boxOf(c.words[a.From:a.To])}
			m.weigh(s)
			if m.plausible() {
				found = append(found, m)
			}
		}
	}
	return found
}

// noted reports whether an amount in brackets only explains the label before
// it, as the base in "VAT 20 % (100.00)".
func noted(c *cell, a locale.AmountSpan) bool {
	row := c.page.rows[c.row]
	if a.From > 0 && a.To == len(c.words) && c.col+1 < len(row) && baseWords.has(strings.ToLower(c.words[a.From-1].Text)) && c.inLabelBefore(a.From) {
		return len(row[c.col+1].figures) > 0
	}
	if !strings.HasPrefix(c.words[a.From].Text, "(") {
		return false
	}
	return a.From > 0 && !startsCell(c, a.From) || c.col > 0 && c.col+1 < len(row) && hasDigit(row[len(row)-1].Text)
}

// baseWords stand between a tax and what it is taken of: "VAT 20 % of 100.00".
const baseWords wordSet = "of on von auf aus su di sur de sobre s/ over van od na @"

// inLabelBefore reports whether a label ends before the word.
func (c *cell) inLabelBefore(at int) bool { return len(c.labels) > 0 && c.labels[0].to <= at }

func within(a locale.AmountSpan, dates []locale.DateSpan) bool {
	for _, d := range dates {
		if a.From < d.To && d.From < a.To {
			return true
		}
	}
	return false
}

// plausible reports whether a number can be a sum of money: it has two
// decimals or a currency, or a label that says so.
func (m *money) plausible() bool {
	return m.Value.Scale() == 2 || m.Money || max(m.net, m.vat, m.total, m.due) > 0.6 && m.Value.Scale() != 1
}

// Shares of a label's strength by role.
const (
	subtotalIsNet = 0.75
	dueIsTotal    = 0.85
)

// weigh scores an amount for each role by its labels.
func (m *money) weigh(s *sheet) {
	labels := s.attachments(m.cell, m.from, m.to)
	if len(labels) == 0 {
		return
	}
	paid, other := strengthOf(labels, kindPaid), strengthOf(labels, kindOtherAmount)
	m.net = max(strengthOf(labels, kindNet), subtotalIsNet*strengthOf(labels, kindSubtotal))
	m.vat = strengthOf(labels, kindVAT)
	m.total = strengthOf(labels, kindTotal)
	m.due = dueIsTotal * strengthOf(labels, kindDueAmount)
	m.paid = paid
	if against := max(paid, other); against > 0 {
		m.net -= 0.8 * max(0, against-0.3)
		m.vat -= 0.8 * max(0, against-0.3)
		m.total -= 0.8 * max(0, against-0.3)
		m.due -= 0.8 * max(0, against-0.3)
	}
	m.rate = s.rateBeside(m)
}

// rateBeside is the percentage printed before an amount on its line.
func (s *sheet) rateBeside(m *money) *locale.Decimal {
	row := m.cell.page.rows[m.cell.row]
	for i := m.cell.col; i >= max(0, m.cell.col-2); i-- {
		words := row[i].words
		if i == m.cell.col {
			words = words[:m.from]
		}
		for _, a := range s.reader.Amounts(words) {
			if a.Percent {
				return &a.Value
			}
		}
	}
	return nil
}

// currency ranks the currencies by how often they are printed with amounts
// and by labels.
func (s *sheet) currency(amounts []money) []candidate {
	votes := map[string]float64{}
	boxes := map[string]candidate{}
	note := func(code string, weight float64, page int, box document.Box) {
		votes[code] += weight
		if _, ok := boxes[code]; !ok {
			boxes[code] = candidate{text: code, page: page, box: box}
		}
	}
	for _, m := range amounts {
		if m.Currency != "" {
			note(m.Currency, 1+2*max(m.total, m.due, 0), m.cell.page.index, m.box)
		}
	}
	for _, c := range s.cells {
		for i, w := range c.words {
			code, ok := currencyOf(w.Text)
			if !ok || code == "" {
				continue
			}
			if alsoWords.has(code) {
				continue
			}
			weight := 0.5
			if q, _ := strength(s.attachments(c, i, i+1), kindCurrency); q > 0.5 {
				weight = 6
			}
			note(code, weight, c.page.index, w.Box)
		}
	}
	if len(votes) == 0 {
		return s.dollars(amounts)
	}
	sum := 0.0
	for _, v := range votes {
		sum += v
	}
	var found []candidate
	for _, code := range sortedKeys(votes) {
		c := boxes[code]
		c.score = 1.5*votes[code]/sum + min(0.2, votes[code]/20)
		c.hints = hints{votes[code], sum, float64(len(votes))}
		found = append(found, c)
	}
	return rank(found, 0.1)
}

// alsoWords are codes that are words in capitals, too.
const alsoWords wordSet = "ALL TRY PEN MAD COP RON SAR"

// dollars settles a lone dollar sign by the country that the page speaks of.
func (s *sheet) dollars(amounts []money) []candidate {
	at := slices.IndexFunc(amounts, func(m money) bool { return m.Money && strings.Contains(joinTexts(m.cell.words[m.from:m.to]), "$") })
	if at < 0 {
		return nil
	}
	code, score := "USD", 0.75
	for _, c := range s.cells {
		for _, t := range c.tokens {
			switch t.text {
			case "australia", "abn", "nsw", "qld":
				code, score = "AUD", 0.9
			case "canada", "hst", "qst", "pst", "ontario", "quebec", "alberta":
				code, score = "CAD", 0.9
			case "zealand", "auckland":
				code, score = "NZD", 0.8
			case "singapore":
				code, score = "SGD", 0.8
			case "mexico", "rfc":
				code, score = "MXN", 0.8
			}
		}
	}
	m := amounts[at]
	return rank([]candidate{{text: code, score: score, page: m.cell.page.index, box: m.box}}, 0.1)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
