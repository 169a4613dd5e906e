package fields

import (
	"math"
	"unicode"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/ranker"
)

// mostWeighed is how many candidates of a field the ranker looks at.
const mostWeighed = 8

// hints are what a chooser knows of its candidate beyond what every candidate
// has; what each of them means is the chooser's own.
type hints [14]float64

// family is the fields whose candidates are alike, and whose expert is one.
type family struct {
	name   string
	fields []string
	// slips says that there is another expert for slips, where these fields have
	// little of what speaks for them on letters.
	slips bool
}

// families are in the order of their fields' numbers among the features.
func families() []family {
	return []family{
		{name: "amounts", fields: []string{api.NetAmount, api.VATAmount, api.TotalAmount}, slips: true},
		{name: "currency", fields: []string{api.Currency}},
		{name: "dates", fields: []string{api.IssueDate, api.PayDueDate}},
		{name: "identifiers", fields: []string{api.IBAN, api.SupplierVATID}},
		{name: "numbers", fields: []string{api.InvoiceNumber, api.PurchaseOrderNumber}},
		{name: "parties", fields: []string{api.SupplierName, api.ReceiverName, api.SupplierAddress}},
	}
}

func isSum(field string) bool {
	return field == api.NetAmount || field == api.VATAmount || field == api.TotalAmount
}

// labelKinds are the kinds of labels that announce a field's value.
func labelKinds(field string) []Kind {
	switch field {
	case api.NetAmount:
		return []Kind{kindNet, kindSubtotal}
	case api.VATAmount:
		return []Kind{kindVAT}
	case api.TotalAmount:
		return []Kind{kindTotal, kindDueAmount}
	case api.Currency:
		return []Kind{kindCurrency}
	case api.IssueDate:
		return []Kind{kindIssueDate}
	case api.PayDueDate:
		return []Kind{kindDueDate}
	case api.IBAN:
		return []Kind{kindIBAN}
	case api.SupplierVATID:
		return []Kind{kindVATID}
	case api.InvoiceNumber:
		return []Kind{kindInvoiceNumber, kindTitle}
	case api.PurchaseOrderNumber:
		return []Kind{kindOrderNumber}
	case api.ReceiverName:
		return []Kind{kindReceiver}
	}
	return []Kind{kindSupplier, kindName}
}

// generalFeatures are the names of what describes every candidate, in the
// order of describe; the hints follow.
const generalFeatures = `field score margin rank candidates best
 label other_label relation label_words colon
 page pages x y width size bold cells
 length digits letters capitals words
 weakest_word doubt_of_words medium
 repeats same_value language order decimal
 rows lines_known rates triples support
 of_till found_again
 times_printed larger_sums share_of_largest a_difference a_sum round`

// Vocabulary is the hash of the features' names. It changes whenever a model
// has to be trained anew.
func Vocabulary() uint64 { return ranker.Vocabulary(generalFeatures, len(hints{})) }

// describe turns candidate i of a field into the numbers that its expert
// judges by. Only their order counts, not their scale.
func (s *sheet) describe(field string, number, i int, all []candidate, a *aspect) []float32 {
	c := all[i]
	margin := 0.0
	switch {
	case i > 0:
		margin = c.score - all[0].score
	case len(all) > 1:
		margin = c.score - all[1].score
	}
	x := make([]float32, 0, 64)
	add := func(values ...float64) {
		for _, v := range values {
			x = append(x, float32(v))
		}
	}
	add(float64(number), c.score, margin, float64(i), float64(len(all)), all[0].score)
	add(s.labelFeatures(field, c)...)
	add(s.placeFeatures(c, a)...)
	add(textFeatures(c.text)...)
	add(weakestWord(c, a.legibility), 1-a.legibility, float64(a.medium))
	add(float64(a.repeats[c.printed()]), sameValue(c, all), s.reader.Confidence.Language, s.reader.Confidence.Order, s.reader.Confidence.Decimal)
	add(a.sums...)
	add(flag(c.ofTill), c.foundAgain)
	if isSum(field) {
		add(a.figures.features(c.text)...)
	} else {
		add(0, 0, 0, 0, 0, 0)
	}
	add(c.hints[:]...)
	return x
}

// labelFeatures are how strongly labels speak for and against the candidate,
// and where the best of them stands.
func (s *sheet) labelFeatures(field string, c candidate) []float64 {
	if c.cell == nil || c.from >= len(c.cell.words) {
		return []float64{0, 0, -1, 0, 0}
	}
	labels := s.attachments(c.cell, c.from, c.to)
	kinds := labelKinds(field)
	own, other := strength(labels, kinds...)
	best := attachment{relation: -1}
	for _, a := range labels {
		if a.label.is(kinds...) && a.quality > best.quality {
			best = a
		}
	}
	return []float64{own, other, float64(best.relation), float64(best.label.tokens), flag(best.label.colon)}
}

// printed is the candidate as it stands on the page, folded.
func (c candidate) printed() string {
	if c.cell == nil || c.from >= c.to || c.to > len(c.cell.words) {
		return plain(c.text)
	}
	return plain(joinTexts(c.cell.words[c.from:c.to]))
}

func (s *sheet) placeFeatures(c candidate, a *aspect) []float64 {
	if c.cell == nil {
		return []float64{float64(c.page), float64(len(s.pages)), -1, -1, 0, 0, 0, a.cells}
	}
	p := c.cell.page
	return []float64{
		float64(c.page), float64(len(s.pages)), c.box.CenterX() / p.width, c.box.Y0 / p.height, c.box.Width() / p.width,
		c.cell.Size / max(1, a.size), flag(c.cell.Bold), a.cells,
	}
}

func textFeatures(text string) []float64 {
	length, digits, letters, capitals, words := 0.0, 0.0, 0.0, 0.0, 1.0
	for _, r := range text {
		length++
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsUpper(r):
			letters++
			capitals++
		case unicode.IsLetter(r):
			letters++
		case r == ' ':
			words++
		}
	}
	return []float64{length, digits / max(1, length), letters / max(1, length), capitals / max(1, letters), words}
}

// weakestWord is the lowest confidence among the candidate's words that hold a
// letter or digit; without a place it is that of the whole document.
func weakestWord(c candidate, whole float64) float64 {
	if c.cell == nil {
		return whole
	}
	lowest := 1.0
	for _, w := range c.cell.words[min(c.from, len(c.cell.words)):min(c.to, len(c.cell.words))] {
		if isAlphanumeric(w.Text) {
			lowest = min(lowest, w.Confidence)
		}
	}
	return lowest
}

// sameValue is how many other candidates are of a like text: one is part of
// the other.
func sameValue(c candidate, all []candidate) float64 {
	key, n := plain(c.text), 0.0
	for _, o := range all {
		if other := plain(o.text); other != key && key != "" && (hasPart(other, key) || hasPart(key, other)) {
			n++
		}
	}
	return n
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func logOf(n int) float64 { return math.Log1p(float64(n)) }
