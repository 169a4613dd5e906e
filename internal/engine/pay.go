package engine

import (
	"slices"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/payment"
)

// Confidences of what a payment code says. It is exact, and its check digits
// are right; what is open is whether it means the field. The account to pay to
// is the invoice's but for slips enclosed for donations. The amount due is the
// total but for prepayments and discounts, and the creditor the supplier but
// for factoring.
const (
	codeSays    = 0.985 // the field, nothing speaks against it
	codeAgrees  = 0.98  // what was read from the page is the same
	codePrinted = 0.93  // another candidate or print is the same
	codeAlone   = 0.8   // nothing on the page is the same
	codeAgainst = 0.7   // is left of a confident value that differs
)

// paid is a payment with the place of its code.
type paid struct {
	payment.Payment
	box *api.Box
}

// pay takes over what the payment codes on the pages say.
func (r *reading) pay(pages []document.Page, f *finder) {
	found := payments(pages)
	if len(found) == 0 {
		return
	}
	p := found[0]
	r.certify(f, api.IBAN, api.TypeString, p.IBAN, codeSays, p.box)
	r.certify(f, api.Currency, api.TypeString, p.Currency, codeSays, p.box)
	if p.Amount != nil && !instalments(found) {
		r.payTotal(f, p)
	}
	r.certify(f, api.IssueDate, api.TypeDate, p.Bill.Issued, codeSays, p.box)
	r.certify(f, api.PayDueDate, api.TypeDate, p.Due, codePrinted, p.box)
	r.payNumber(f, p)
	r.payParty(f, api.SupplierName, p.Creditor.Name, p.box)
	r.payParty(f, api.ReceiverName, p.Debtor.Name, p.box)
	r.payVATID(p)
}

// payments are those of all codes, in the order of the pages.
func payments(pages []document.Page) []paid {
	var found []paid
	for i, page := range pages {
		for _, c := range page.Codes {
			if p, err := payment.Parse(c.Text); err == nil {
				found = append(found, paid{p, pixels(i, c.Box)})
			}
		}
	}
	return found
}

// instalments reports whether the codes ask for different amounts: parts of
// the whole, or a choice.
func instalments(all []paid) bool {
	return slices.ContainsFunc(all[1:], func(p paid) bool {
		return p.Amount == nil || !p.Amount.Equal(*all[0].Amount)
	})
}

// certify puts a value first, with the place of its print where there is one
// and else of the code.
func (r *reading) certify(f *finder, field string, t api.DataType, text string, confidence float64, code *api.Box) {
	if text == "" {
		return
	}
	if i := r.candidate(field, func(v string) bool { return same(v, text, t) }); i >= 0 {
		r.promote(field, i, confidence)
		return
	}
	box := f.find(text, t)
	if box == nil {
		box = code
	}
	r.insert(field, 0, api.Value{Text: &text, Confidence: confidence, Box: box})
}

// candidate is the index of the first candidate that suits, −1 for none.
func (r *reading) candidate(field string, suits func(string) bool) int {
	return slices.IndexFunc(r.fields[field].Values, func(v api.Value) bool { return v.Found() && suits(v.String()) })
}

// promote puts a candidate first, with a confidence that is no lower than it
// was.
func (r *reading) promote(field string, i int, confidence float64) {
	f := r.fields[field]
	v := f.Values[i]
	v.Confidence = max(v.Confidence, confidence)
	f.Values = slices.Insert(slices.Delete(slices.Clone(f.Values), i, i+1), 0, v)
	r.fields[field] = lessSure(f)
}

// insert puts a new candidate at a place.
func (r *reading) insert(field string, i int, v api.Value) {
	f := r.fields[field]
	f.Values = slices.DeleteFunc(slices.Clone(f.Values), func(v api.Value) bool { return !v.Found() })
	f.Values = slices.Insert(f.Values, min(i, len(f.Values)), v)
	r.fields[field] = lessSure(f)
}

// lessSure leaves to the candidates behind the first what it leaves them.
func lessSure(f api.Field) api.Field {
	for i := 1; i < len(f.Values); i++ {
		f.Values[i].Confidence = min(f.Values[i].Confidence, 1-f.Values[0].Confidence)
	}
	return f
}

// best is the field's number, nil where there is none.
func (r *reading) best(field string) *locale.Decimal {
	values := r.fields[field].Values
	if len(values) == 0 || !values[0].Found() {
		return nil
	}
	d, err := locale.ParseDecimal(values[0].String())
	if err != nil {
		return nil
	}
	return &d
}
