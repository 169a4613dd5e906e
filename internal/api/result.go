package api

// Result is what was read from a document.
type Result struct { //nolint:recvcheck // a value must encode, a pointer decode
	// ObjectID names the document at the service, for feedback.
	ObjectID string
	FileName string
	Customer string // "" for none
	// Fields holds every field of the document type, also those not found.
	Fields []Field
	// LineItems are the rows of the document's table, in its order.
	LineItems []Row
	// VATRates pairs vat_rate_percentage with vat_rate_net.
	VATRates []Row
	// Pages are the sizes that boxes refer to; empty where the service does
	// not tell. A member of our own beside the published ones.
	Pages []PageSize
}

// Row is one line item or one VAT rate: a field for each of its cells. A cell
// that is missing is left out or has a null value.
type Row []Field

// Field is one named datum with its candidates, best first.
type Field struct {
	Name           string
	DataType       DataType
	MultipleValues bool
	// Values is never empty in our answers: not found is one Value without
	// text and with confidence 0.
	Values []Value
}

// Best is the first candidate, the zero Value where there is none.
func (f Field) Best() Value {
	if len(f.Values) == 0 {
		return Value{}
	}
	return f.Values[0]
}

// Value is one candidate of a field.
type Value struct {
	// Text is nil where nothing was found. A NUMBER has a dot and at least
	// four decimals, a DATE is YYYY-MM-DD.
	Text *string
	// Confidence is between 0 and 1.
	Confidence float64
	// Box is nil where the value has no place on a page.
	Box *Box
}

// Found reports whether there is a value.
func (v Value) Found() bool { return v.Text != nil }

// String is the text, "" where there is none.
func (v Value) String() string {
	if v.Text == nil {
		return ""
	}
	return *v.Text
}

// Box is a rectangle on a page, in pixels of the page rendered at 300 dpi
// with the origin at the top left. Pages count from 0.
type Box struct {
	Page   int `json:"page"`
	X      int `json:"x"`
	Y      int `json:"y"`
	Width  int `json:"width"`
	Height int `json:"height"`
}

// PageSize is the size of a page in pixels at 300 dpi.
type PageSize struct {
	Width  int `json:"width"`
	Height int `json:"height"`
}

// Field returns the field of that name.
func (r *Result) Field(name string) (Field, bool) { return findField(r.Fields, name) }

// Field returns the cell of that name.
func (r Row) Field(name string) (Field, bool) { return findField(r, name) }

func findField(fields []Field, name string) (Field, bool) {
	for _, f := range fields {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}
