package score

import (
	"maps"
	"slices"
	"strconv"
)

// Report is the figures of a set of documents. Its member names in JSON are
// stable and it only ever gains members. Shares lie between 0 and 1, are
// rounded to four digits, and are null where there is nothing to take a share
// of.
type Report struct {
	Schema    int `json:"schema"`
	Documents int `json:"documents"`
	Failed    int `json:"failed"`
	// Seconds is from the first document to the last, with several under way
	// at a time.
	Seconds            float64 `json:"seconds"`
	SecondsPerDocument float64 `json:"seconds_per_document"`
	// AllFields counts every field alike.
	AllFields *float64 `json:"all_fields"`
	// ByGroup is the mean of the groups' means: one frequent layout does not
	// decide.
	ByGroup *float64 `json:"by_group"`
	// NothingWhereNothingIs is how many of the fields that are not on their
	// document were left empty.
	NothingWhereNothingIs *float64               `json:"nothing_where_nothing_is"`
	LineItemF1            *float64               `json:"line_item_f1"`
	LineItemCells         *float64               `json:"line_item_cells"`
	VATRateF1             *float64               `json:"vat_rate_f1"`
	Confident             Confident              `json:"confident"`
	Calibration           []Band                 `json:"calibration"`
	Fields                map[string]FieldCounts `json:"fields"`
	Groups                map[string]*float64    `json:"groups"`
	// ByLang leaves out documents whose truth tells no language.
	ByLang    map[string]*float64 `json:"by_lang"`
	LineItems RowCounts           `json:"line_items"`
	VATRates  RowCounts           `json:"vat_rates"`
}

// Confident tells of the values given with a confidence of At or more.
type Confident struct {
	At        float64  `json:"at"`
	Given     int      `json:"given"`
	Right     int      `json:"right"`
	Precision *float64 `json:"precision"`
	// Coverage is how many of the fields that are on their document were
	// given so, and right.
	Coverage float64 `json:"coverage"`
}

// Band is the values given with a confidence from From up to To. Where Rate is
// about Confidence, their mean confidence, the confidence means what it says.
type Band struct {
	From       float64  `json:"from"`
	To         float64  `json:"to"`
	Given      int      `json:"given"`
	Right      int      `json:"right"`
	Rate       *float64 `json:"rate"`
	Confidence *float64 `json:"confidence"`
}

// FieldCounts counts the verdicts on a field; Documents is their sum.
type FieldCounts struct {
	Documents int      `json:"documents"`
	Right     int      `json:"right"`
	Wrong     int      `json:"wrong"`
	Missing   int      `json:"missing"`
	Invented  int      `json:"invented"`
	Unread    int      `json:"unread"`
	Share     *float64 `json:"share"`
}

// RowCounts counts the rows of all tables.
type RowCounts struct {
	Wanted int `json:"wanted"`
	Given  int `json:"given"`
	Right  int `json:"right"`
}

func (c counts) report() FieldCounts {
	f := FieldCounts{Right: c[Right], Wrong: c[Wrong], Missing: c[Missing], Invented: c[Invented], Unread: c[Unread]}
	f.Documents = f.Right + f.Wrong + f.Missing + f.Invented + f.Unread
	f.Share = portion(f.Right, f.Documents)
	return f
}

func (r *Rows) counts() RowCounts { return RowCounts{r.Wanted, r.Given, r.Right} }

// f1 is the harmonic mean of precision and recall.
func (r *Rows) f1() *float64 { return portion(2*r.Right, r.Wanted+r.Given) }

func (s *share) mean() *float64 { return portion(s.right, s.of) }

// portion is nil of nothing.
func portion(right, of int) *float64 {
	if of == 0 {
		return nil
	}
	m := round(float64(right) / float64(of))
	return &m
}

func means(shares map[string]*share) map[string]*float64 {
	out := make(map[string]*float64, len(shares))
	for name, s := range shares {
		out[name] = s.mean()
	}
	return out
}

func meanOfMeans(shares map[string]*share) *float64 {
	if len(shares) == 0 {
		return nil
	}
	sum := 0.0
	for _, name := range slices.Sorted(maps.Keys(shares)) { // in order: float sums depend on it
		sum += float64(shares[name].right) / float64(shares[name].of)
	}
	m := round(sum / float64(len(shares)))
	return &m
}

// round keeps four digits.
func round(f float64) float64 {
	out, err := strconv.ParseFloat(strconv.FormatFloat(f, 'f', 4, 64), 64)
	if err != nil {
		return f // never: what was just written can be read
	}
	return out
}
