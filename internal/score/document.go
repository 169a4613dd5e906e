package score

import (
	"maps"
	"slices"

	"github.com/docextract/docextract/internal/api"
)

// Verdict is what became of a field.
type Verdict string

// The verdicts.
const (
	Right    Verdict = "right"
	Wrong    Verdict = "wrong"    // another value was given
	Missing  Verdict = "missing"  // nothing was given
	Invented Verdict = "invented" // something was given, and nothing is on the document
	// Unread is a field that is not on a document that failed: nothing was
	// given, but nothing was looked for either.
	Unread Verdict = "unread"
)

// Field is a field that the truth names, with what was given for it.
type Field struct {
	Name       string
	Verdict    Verdict
	Want, Got  *string // nil for none
	Confidence float64 // that of Got
}

// Document is how the extraction of one document did.
type Document struct {
	Group    string
	Language string
	Read     bool    // false for one that failed
	Fields   []Field // by name
	// LineItems and VATRates are nil where the truth names none.
	LineItems *Rows
	VATRates  *Rows
}

// Compare holds a result against the truth of the file of that name. got is
// nil for a document that failed.
func (o Options) Compare(file string, truth Truth, got *api.Result) Document {
	d := Document{Group: truth.Group, Language: truth.Language, Read: got != nil}
	if d.Group == "" {
		d.Group = Producer(file)
	}
	if got == nil {
		got = &api.Result{}
	}
	for _, name := range slices.Sorted(maps.Keys(truth.Fields)) {
		given, _ := got.Field(name)
		best := given.Best()
		f := Field{Name: name, Want: truth.Fields[name], Got: best.Text}
		if best.Found() {
			f.Confidence = best.Confidence
		}
		f.Verdict = o.verdict(f, d.Read)
		d.Fields = append(d.Fields, f)
	}
	if truth.LineItems != nil {
		rows := o.lineItems(got.LineItems, truth.LineItems)
		d.LineItems = &rows
	}
	if truth.VATRates != nil {
		rows := vatRates(got.VATRates, truth.VATRates)
		d.VATRates = &rows
	}
	return d
}

func (o Options) verdict(f Field, read bool) Verdict {
	switch {
	case !read && f.Want == nil:
		return Unread
	case o.same(f.Name, f.Got, f.Want):
		return Right
	case f.Got == nil:
		return Missing
	case f.Want == nil:
		return Invented
	}
	return Wrong
}
