package main

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"
	"unicode"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/ppocr/simd"
)

// text is all that is read on lines, in one line.
func (l layer) text(m *multiplier, lines []sample, languages ...string) string {
	var all []string
	for i := range lines {
		text, _ := l.read(m, lines[i].Features, languages...)
		all = append(all, text)
	}
	return strings.Join(all, " ")
}

// onReceipts measures which true values stand among what a layer reads.
func (l layer) onReceipts(w io.Writer, receipts []receipt) {
	m := &multiplier{kernels: simd.Best()}
	var totals, dates, suppliers, near, words share
	for i := range receipts {
		r := &receipts[i]
		page := l.text(m, r.Lines)
		dense := folded(page)
		if want := r.Truth[api.TotalAmount]; want != "" {
			totals.count(hasAmount(page, want))
		}
		if want := r.Truth[api.IssueDate]; want != "" {
			dates.count(hasDate(page, want))
		}
		if want := folded(r.Truth[api.SupplierName]); want != "" {
			suppliers.count(strings.Contains(dense, want))
			near.count(nearest(dense, want) <= len(want)/10)
		}
		for word := range strings.FieldsFuncSeq(r.Truth[api.SupplierAddress], func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
			words.count(strings.Contains(dense, folded(word)))
		}
	}
	fmt.Fprintf(w, "totals %v\ndates %v\nsuppliers %v\nsuppliers but for a tenth %v\nwords of addresses %v\n", &totals, &dates, &suppliers, &near, &words)
}

// nearest is the least distance of a word to any stretch of a text.
func nearest(text, word string) int {
	row := make([]int, len(word)+1)
	for j := range row {
		row[j] = j
	}
	best := len(word)
	for i := range len(text) {
		corner := 0
		for j := range len(word) {
			change := corner
			if text[i] != word[j] {
				change++
			}
			corner = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
		best = min(best, row[len(word)])
	}
	return best
}

func hasAmount(text, amount string) bool {
	amount = strings.TrimLeft(amount, "-0")
	for _, found := range regexp.MustCompile(`\d[\d,]*\.\d+`).FindAllString(text, -1) {
		found = strings.TrimLeft(strings.ReplaceAll(found, ",", ""), "0")
		if found == amount || found+"0" == amount {
			return true
		}
	}
	return false
}

// hasDate looks for a date as receipts print it, signs aside.
func hasDate(text, date string) bool {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return false
	}
	text = folded(text)
	for _, form := range []string{"020106", "02012006", "212006", "2106", "01022006", "122006", "1206", "20060102", "02Jan2006", "2Jan2006", "02Jan06", "02January2006", "Jan022006", "January022006", "Jan22006", "060102"} {
		if strings.Contains(text, folded(day.Format(form))) {
			return true
		}
	}
	return false
}

// onPages measures which values of invented invoices stand among what a layer
// reads on scans of them.
func (l layer) onPages(w io.Writer, pages []page) {
	m := &multiplier{kernels: simd.Best()}
	var amounts, codes, ibans, names, words, accented share
	for i := range pages {
		p := &pages[i]
		text := l.text(m, p.Lines, p.Language)
		dense := strings.ReplaceAll(text, " ", "")
		has := func(s string) bool { return strings.Contains(dense, strings.ReplaceAll(s, " ", "")) }
		v := p.document().Truth()
		value := func(name string) string {
			if s := v.Fields[name]; s != nil {
				return *s
			}
			return ""
		}
		count := func(s *share, names ...string) {
			for _, name := range names {
				if value(name) != "" {
					s.count(has(value(name)))
				}
			}
		}
		count(&codes, api.InvoiceNumber, api.PurchaseOrderNumber, api.SupplierVATID)
		count(&ibans, api.IBAN)
		count(&names, api.SupplierName, api.ReceiverName)
		for _, name := range []string{api.NetAmount, api.VATAmount, api.TotalAmount} {
			if want := only(value(name), unicode.IsDigit); want != "" {
				amounts.count(hasDigits(text, want))
			}
		}
		for _, row := range v.LineItems {
			if row[api.ProductDescription] == nil {
				continue
			}
			for word := range strings.FieldsSeq(*row[api.ProductDescription]) {
				words.count(has(word))
				if strings.ContainsFunc(word, beyondASCII) {
					accented.count(has(word))
				}
			}
		}
	}
	fmt.Fprintf(w, "net, VAT and total %v\nnumbers and VAT numbers %v\nIBANs %v\nnames %v\nwords of descriptions %v\nof them with letters beyond ASCII %v\n", &amounts, &codes, &ibans, &names, &words, &accented)
}

// hasDigits looks for an amount by its digits, in one word or, where
// thousands stand apart, in two or three.
func hasDigits(text, want string) bool {
	words := strings.Fields(text)
	for i := range words {
		joined := ""
		for _, word := range words[i:min(i+3, len(words))] {
			joined += only(word, unicode.IsDigit) //nolint:modernize // three at most
			if joined == want {
				return true
			}
		}
	}
	return false
}
