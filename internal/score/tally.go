package score

import "time"

// Sure is the confidence from which on a value is taken without a look.
const Sure = 0.9

// bands are the lower ends of the bands of confidence; the last ends at 1.
var bands = [...]float64{0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98}

// Tally adds up documents. It keeps counts and no document.
type Tally struct {
	documents, failed int
	fields            map[string]*counts
	groups, languages map[string]*share
	printed           int // fields that are on their document
	absent            share
	bands             [len(bands)]band
	sure              share
	lineItems         Rows
	vatRates          Rows
}

// counts is how often a field had each verdict.
type counts map[Verdict]int

// share is how many of some are right.
type share struct{ right, of int }

func (s *share) add(right bool) {
	s.right += one(right)
	s.of++
}

// band counts the values given with a confidence within it.
type band struct {
	share
	confidence float64 // the sum
}

// NewTally is a tally of no document yet.
func NewTally() *Tally {
	return &Tally{fields: map[string]*counts{}, groups: map[string]*share{}, languages: map[string]*share{}}
}

// Add counts a document.
func (t *Tally) Add(d Document) {
	t.documents++
	t.failed += one(!d.Read)
	for _, f := range d.Fields {
		t.addField(f)
		entry(t.groups, d.Group).add(f.Verdict == Right)
		if d.Language != "" {
			entry(t.languages, d.Language).add(f.Verdict == Right)
		}
	}
	if d.LineItems != nil {
		t.lineItems.add(*d.LineItems)
	}
	if d.VATRates != nil {
		t.vatRates.add(*d.VATRates)
	}
}

func (t *Tally) addField(f Field) {
	c := entry(t.fields, f.Name)
	if *c == nil {
		*c = counts{}
	}
	(*c)[f.Verdict]++
	right := f.Verdict == Right
	if f.Want == nil {
		t.absent.add(right)
	} else {
		t.printed++
	}
	if f.Got == nil {
		return
	}
	b := &t.bands[bandOf(f.Confidence)]
	b.add(right)
	b.confidence += f.Confidence
	if f.Confidence >= Sure {
		t.sure.add(right)
	}
}

func bandOf(confidence float64) int {
	for i := len(bands) - 1; i > 0; i-- {
		if confidence >= bands[i] {
			return i
		}
	}
	return 0
}

// entry is the value at key, made when it is first asked for.
func entry[V any](m map[string]*V, key string) *V {
	v, ok := m[key]
	if !ok {
		v = new(V)
		m[key] = v
	}
	return v
}

// Report gives the figures. took is the time from the first document to the
// last.
func (t *Tally) Report(took time.Duration) Report {
	r := Report{
		Schema: 1, Documents: t.documents, Failed: t.failed,
		Seconds: round(took.Seconds()), SecondsPerDocument: round(took.Seconds() / float64(max(1, t.documents))),
		NothingWhereNothingIs: t.absent.mean(),
		LineItemF1:            t.lineItems.f1(), LineItemCells: portion(t.lineItems.CellsRight, t.lineItems.CellsWanted),
		VATRateF1: t.vatRates.f1(),
		Confident: Confident{At: Sure, Given: t.sure.of, Right: t.sure.right, Precision: t.sure.mean(), Coverage: round(float64(t.sure.right) / float64(max(1, t.printed)))},
		Fields:    map[string]FieldCounts{}, Groups: means(t.groups), ByLang: means(t.languages),
		LineItems: t.lineItems.counts(), VATRates: t.vatRates.counts(),
	}
	var all share
	for name, c := range t.fields {
		f := c.report()
		all.right += f.Right
		all.of += f.Documents
		r.Fields[name] = f
	}
	r.AllFields, r.ByGroup = all.mean(), meanOfMeans(t.groups)
	for i, b := range t.bands {
		to := 1.0
		if i+1 < len(bands) {
			to = bands[i+1]
		}
		band := Band{From: bands[i], To: to, Given: b.of, Right: b.right, Rate: b.mean()}
		if b.of > 0 {
			mean := round(b.confidence / float64(b.of))
			band.Confidence = &mean
		}
		r.Calibration = append(r.Calibration, band)
	}
	return r
}
