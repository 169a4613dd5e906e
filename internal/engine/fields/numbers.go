package fields

import (
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/document"
)

// numbered is a run of words that may be a document's number.
type numbered struct {
	cell     *cell
	from, to int
	text     string
	invoice  float64
	order    float64
	box      document.Box
}

// Scores of numbers.
const (
	byTitle = 0.85 // "Invoice 17"
	// behindTheTitle is for "Invoice … No. 17", set apart.
	behindTheTitle = 0.9
	byReference    = 0.42 // a payment reference is often the number
	bareNumber     = 0.38 // no label, but a number's usual prefix
	bareOrder      = 0.5  // "PO-12345" without a label
	nearTheTitle   = 0.3
	printedTwice   = 0.15
	namesInvoice   = 0.2 // "Invoice no." beside "Receipt no."
	numbersNeed    = 0.45
	titleRowsNear  = 3
)

// numbers ranks the values for the invoice's and the purchase order's number.
func (s *sheet) numbers(ids []ident) (invoice, order []candidate) {
	taken := s.takenWords(ids)
	texts := map[string]int{}
	var found []numbered
	for _, c := range s.cells {
		for i := 0; i < len(c.words); i++ {
			n, ok := s.numberAt(c, i, taken[c])
			if !ok {
				continue
			}
			texts[plain(n.text)]++
			found = append(found, n)
			i = n.to - 1
		}
	}
	for i := range found {
		n := &found[i]
		n.weigh(s)
		if texts[plain(n.text)] > 1 && n.invoice > 0 {
			n.invoice += printedTwice
		}
		invoice = append(invoice, n.candidate(n.invoice))
		if n.order > n.invoice {
			order = append(order, n.candidate(n.order))
		}
	}
	return rank(invoice, numbersNeed), rank(order, numbersNeed)
}

func (n *numbered) candidate(score float64) candidate {
	return candidate{
		text: n.text, score: score, page: n.cell.page.index, box: n.box, cell: n.cell, from: n.from, to: n.to,
		hints: hints{n.invoice, n.order, n.shape(), flag(prefixed(n.text)), flag(usualPrefix(n.text)), flag(behindTitle(n.cell)), flag(pageOf(n.text))},
	}
}

// takenWords marks the words that are dates, identifiers or amounts of money.
func (s *sheet) takenWords(ids []ident) map[*cell][]bool {
	taken := map[*cell][]bool{}
	mark := func(c *cell, from, to int) {
		if taken[c] == nil {
			taken[c] = make([]bool, len(c.words))
		}
		for i := from; i < to; i++ {
			taken[c][i] = true
		}
	}
	for _, id := range ids {
		mark(id.cell, id.from, id.to)
	}
	for _, c := range s.cells {
		for _, d := range c.dates {
			if !looksNumbered(c, d.From) {
				mark(c, d.From, d.To)
			}
		}
		for _, a := range c.figures {
			if a.Money || a.Percent || a.Value.Scale() == 2 && strings.ContainsRune(joinTexts(c.words[a.From:a.To]), ',') {
				mark(c, a.From, a.To)
			}
		}
	}
	return taken
}

// looksNumbered reports whether what looks like a date stands where only a
// number stands: directly behind a strong label for the invoice's number.
func looksNumbered(c *cell, from int) bool {
	for _, l := range c.labels {
		if sense, ok := l.sense(kindInvoiceNumber); ok && !sense.weak && l.to == from && !l.is(kindIssueDate) {
			return true
		}
	}
	return false
}

// numberAt reads the run that may be a number and begins at a word.
func (s *sheet) numberAt(c *cell, i int, taken []bool) (numbered, bool) {
	free := func(k int) bool { return k < len(c.words) && (taken == nil || !taken[k]) && !c.inLabel(k) }
	if !free(i) || i > 0 && c.words[i-1].Text == "/" {
		return numbered{}, false
	}
	to := i
	if !numberWord(c.words[i].Text) {
		// "FPR 12/25": a short prefix in capitals with the number behind it.
		if !prefixWord(c.words[i].Text) || !free(i+1) || !numberWord(c.words[i+1].Text) {
			return numbered{}, false
		}
		to++
	}
	to++
	for free(to) && (joiner(c.words[to-1].Text) || joiner(c.words[to].Text) || shortDigits(c.words[to].Text)) && numberish(c.words[to].Text) {
		to++
	}
	text := strings.Trim(joinTexts(c.words[i:to]), " ,;:.()[]|*\"'")
	text = strings.TrimPrefix(text, "#")
	if c.page.read {
		text = misreadNumber(text)
	}
	n := numbered{cell: c, from: i, to: to, text: text, box: boxOf(c.words[i:to])}
	if to == len(c.words) && strings.HasSuffix(text, "-") {
		if b := s.below(c, 0.9*c.Size); b != nil && numberish(b.words[0].Text) && len(b.labels) == 0 {
			n.text += strings.Trim(b.words[0].Text, ",;:.")
		}
	}
	return n, n.text != "" && len(n.text) <= 40 && (!pageOf(n.text) || looksNumbered(c, i))
}

// pageOf reports whether a text counts pages: "1/2".
func pageOf(text string) bool {
	a, b, ok := strings.Cut(strings.ReplaceAll(text, " ", ""), "/")
	return ok && len(a) <= 2 && len(b) <= 2 && isDigits(a) && isDigits(b) && a[0] != '0'
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// inLabel reports whether the word belongs to a label.
func (c *cell) inLabel(i int) bool {
	for _, l := range c.labels {
		if i >= l.from && i < l.to {
			return true
		}
	}
	return false
}

// numberWord reports whether a word can be a number or the main part of one.
func numberWord(text string) bool {
	if !hasDigit(text) || strings.ContainsAny(text, "@%€£$") || strings.HasPrefix(text, "+") || strings.Contains(text, "www.") || strings.Contains(text, "://") {
		return false
	}
	return len(text) <= 32
}

// prefixWord reports whether a word is a number's prefix: a few capitals.
func prefixWord(text string) bool {
	t := strings.TrimRight(text, ".-/")
	return t != "" && len(t) <= 4 && strings.IndexFunc(t, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
}

// joiner reports whether a word ties numbers together: it begins or ends in a
// slash or a dash.
func joiner(text string) bool {
	return strings.HasPrefix(text, "/") || strings.HasSuffix(text, "/") || strings.HasPrefix(text, "-") || strings.HasSuffix(text, "-")
}

func shortDigits(text string) bool {
	return len(text) <= 6 && strings.Trim(text, "0123456789") == ""
}

func numberish(text string) bool {
	return len(text) <= 20 && (hasDigit(text) || text == "/" || text == "-")
}

// weigh scores a number by its labels, its shape and its place.
func (n *numbered) weigh(s *sheet) {
	labels := s.attachments(n.cell, n.from, n.to)
	invoice := strengthOf(labels, kindInvoiceNumber)
	title := strengthOf(labels, kindTitle)
	order := strengthOf(labels, kindOrderNumber)
	reference := strengthOf(labels, kindReference)
	other := otherStrength(labels, kindInvoiceNumber, kindTitle, kindOrderNumber, kindReference, kindReceiver, kindSupplier, kindShipTo, kindColumn, kindName)
	invoice = max(invoice, byTitle*title)
	if invoice > 0 && behindTitle(n.cell) {
		invoice = max(invoice, behindTheTitle)
	}
	shape := n.shape()
	n.invoice = byLabel*invoice - byOtherLabel*max(0, max(order, other)-invoice)
	n.order = byLabel*order - byOtherLabel*max(0, max(invoice, other)-order)
	if invoice == 0 && order == 0 && other < 0.5 {
		n.invoice = max(n.invoice, byReference*reference)
		if prefixed(n.text) && startsCell(n.cell, n.from) && n.cell.page.index == 0 && n.cell.Box.Y0 < 0.45*n.cell.page.height {
			n.invoice = max(n.invoice, bareNumber)
		}
		if purchaseOrder(n.text) {
			n.invoice, n.order = 0, bareOrder
		}
		if n.invoice > 0 && usualPrefix(n.text) {
			n.invoice += printedTwice
		}
		if n.invoice > 0 && s.titleWithin(n.cell, titleRowsNear) {
			n.invoice += nearTheTitle
		}
	}
	if invoice > 0.5 && saysInvoice(labels) {
		n.invoice += namesInvoice
	}
	n.invoice += shape
	n.order += shape
}

// saysInvoice reports whether a label for the number has the word "invoice"
// or "credit note" itself.
func saysInvoice(labels []attachment) bool {
	for _, a := range labels {
		if a.quality < 0.5 || !a.label.is(kindInvoiceNumber) {
			continue
		}
		for _, t := range a.cell.tokens {
			if t.word >= a.label.from && t.word < a.label.to && invoiceWord(t.text) {
				return true
			}
		}
	}
	return false
}

func invoiceWord(t string) bool {
	for _, stem := range []string{"invoice", "rechnung", "factur", "fattura", "racun", "gutschrift", "credit", "parcella"} {
		if strings.HasPrefix(t, stem) {
			return true
		}
	}
	return false
}

// behindTitle reports whether the title stands to the left on the cell's row.
func behindTitle(c *cell) bool {
	for _, o := range c.page.rows[c.row][:c.col] {
		if len(o.labels) > 0 && o.labels[0].leading && o.labels[0].is(kindTitle) && len(o.words) <= 3 {
			return true
		}
	}
	return false
}

// otherStrength is how strongly labels speak for any kind but those given.
func otherStrength(found []attachment, kinds ...Kind) float64 {
	best := 0.0
	for _, a := range found {
		if !a.label.is(kinds...) {
			best = max(best, a.quality)
		}
	}
	return best
}

// shape is what the form of a number says for it.
func (n *numbered) shape() float64 {
	digits := countDigits(n.text)
	if strings.HasPrefix(n.cell.words[n.from].Text, "(") && strings.HasSuffix(n.cell.words[n.to-1].Text, ")") {
		return -0.5
	}
	switch {
	case digits == len(n.text) && digits <= 2:
		return -0.2
	case digits == 4 && len(n.text) == 4 && (strings.HasPrefix(n.text, "20") || strings.HasPrefix(n.text, "19")):
		return -0.3
	case len(n.text) < 3:
		return -0.15
	}
	return 0
}

// purchaseOrder reports whether a number says by itself that it is one of a
// purchase order.
func purchaseOrder(text string) bool {
	rest, ok := strings.CutPrefix(text, "PO")
	return ok && countDigits(rest) >= 4 && strings.Trim(rest, "0123456789-/ .") == ""
}

// prefixed reports whether a text has letters, then digits, as numbers have.
func prefixed(text string) bool {
	i := strings.IndexFunc(text, unicode.IsDigit)
	if i < 1 || i > 8 || countDigits(text) < 3 {
		return false
	}
	return strings.IndexFunc(text[:i], func(r rune) bool { return !unicode.IsUpper(r) && !strings.ContainsRune("-/ .", r) }) < 0
}

// usualPrefix reports whether the letters are ones that invoices' numbers
// begin with in one of the languages.
func usualPrefix(text string) bool {
	letters, _, _ := strings.Cut(strings.TrimRight(text, "0123456789"), "-")
	letters = strings.Trim(strings.ToUpper(letters), "-/ .0123456789")
	return usualPrefixes.has(letters)
}

const usualPrefixes wordSet = "INV IN SI RE RG RN R RECH FA FAC FACT FC F FV FT FAT FTV VF VFA FPR FE CN GS GU AV NC ND RAC IR CR SINV"

// titleWithin reports whether the document's title is at most n rows away.
func (s *sheet) titleWithin(c *cell, n int) bool {
	for r := max(0, c.row-n); r <= min(len(c.page.rows)-1, c.row+n); r++ {
		for _, o := range c.page.rows[r] {
			for _, l := range o.labels {
				if l.is(kindTitle) && o.full(l) {
					return true
				}
			}
		}
	}
	return false
}
