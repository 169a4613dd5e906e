package api

import "encoding/json"

// unlocated is what every coordinate of a value without a place says.
const unlocated = -1

type wireResult struct {
	ObjectID  text             `json:"object_id"`
	FileName  text             `json:"file_name"`
	Customer  *text            `json:"customer"`
	Fields    list[wireField]  `json:"extracted_fields"`
	LineItems list[list[cell]] `json:"line_items"`
	VATRates  list[list[cell]] `json:"vat_rates"`
	Pages     list[PageSize]   `json:"pages"`
}

type wireField struct {
	Name           text            `json:"name"`
	DataType       text            `json:"data_type"`
	MultipleValues bool            `json:"multiple_values"`
	Values         list[wireValue] `json:"values"`
}

// cell is a field of a row. The published shape has no multiple_values there.
type cell struct {
	Name     text            `json:"name"`
	DataType text            `json:"data_type"`
	Values   list[wireValue] `json:"values"`
}

type wireValue struct {
	X          integer  `json:"x"`
	Y          integer  `json:"y"`
	Width      integer  `json:"width"`
	Height     integer  `json:"height"`
	Page       integer  `json:"page_number"`
	Value      *text    `json:"value"`
	Confidence fraction `json:"confidence_score"`
}

// UnmarshalJSON leaves a coordinate that is missing at -1.
func (v *wireValue) UnmarshalJSON(b []byte) error {
	type plain wireValue
	p := plain{X: unlocated, Y: unlocated, Width: unlocated, Height: unlocated, Page: unlocated}
	if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	*v = wireValue(p)
	return nil
}

// MarshalJSON writes the published result object, with our own member
// "pages" beside it. A field without values is written as not found.
func (r Result) MarshalJSON() ([]byte, error) {
	w := wireResult{
		ObjectID:  text(r.ObjectID),
		FileName:  text(r.FileName),
		Customer:  optional(r.Customer),
		Fields:    make(list[wireField], 0, len(r.Fields)),
		LineItems: wireRows(r.LineItems),
		VATRates:  wireRows(r.VATRates),
		Pages:     list[PageSize](r.Pages),
	}
	for _, f := range r.Fields {
		w.Fields = append(w.Fields, wireField{
			Name: text(f.Name), DataType: text(f.DataType), MultipleValues: f.MultipleValues, Values: wireValues(f.Values),
		})
	}
	return marshal(w)
}

// UnmarshalJSON reads the result object as any of the known services writes
// it; members it does not know are passed over.
func (r *Result) UnmarshalJSON(b []byte) error {
	var w wireResult
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	*r = Result{
		ObjectID:  string(w.ObjectID),
		FileName:  string(w.FileName),
		LineItems: rowsOf(w.LineItems),
		VATRates:  rowsOf(w.VATRates),
		Pages:     []PageSize(w.Pages),
	}
	if w.Customer != nil {
		r.Customer = string(*w.Customer)
	}
	for _, f := range w.Fields {
		r.Fields = append(r.Fields, Field{
			Name: string(f.Name), DataType: DataType(f.DataType), MultipleValues: f.MultipleValues, Values: valuesOf(f.Values),
		})
	}
	return nil
}

func wireRows(rows []Row) list[list[cell]] {
	out := make(list[list[cell]], 0, len(rows))
	for _, row := range rows {
		cells := make(list[cell], 0, len(row))
		for _, f := range row {
			cells = append(cells, cell{Name: text(f.Name), DataType: text(f.DataType), Values: wireValues(f.Values)})
		}
		out = append(out, cells)
	}
	return out
}

func rowsOf(rows list[list[cell]]) []Row {
	var out []Row
	for _, cells := range rows {
		row := make(Row, 0, len(cells))
		for _, c := range cells {
			row = append(row, Field{Name: string(c.Name), DataType: DataType(c.DataType), Values: valuesOf(c.Values)})
		}
		out = append(out, row)
	}
	return out
}

func wireValues(values []Value) list[wireValue] {
	if len(values) == 0 {
		values = []Value{{}}
	}
	out := make(list[wireValue], 0, len(values))
	for _, v := range values {
		w := wireValue{X: unlocated, Y: unlocated, Width: unlocated, Height: unlocated, Page: unlocated}
		if b := v.Box; b != nil {
			w = wireValue{X: integer(b.X), Y: integer(b.Y), Width: integer(b.Width), Height: integer(b.Height), Page: integer(b.Page)}
		}
		if v.Text != nil {
			t := text(*v.Text)
			w.Value = &t
		}
		w.Confidence = clampFraction(v.Confidence)
		out = append(out, w)
	}
	return out
}

func valuesOf(values list[wireValue]) []Value {
	var out []Value
	for _, w := range values {
		v := Value{Confidence: float64(w.Confidence), Box: boxOf(w)}
		if w.Value != nil {
			s := string(*w.Value)
			v.Text = &s
		}
		out = append(out, v)
	}
	return out
}

// boxOf is nil where the value is not located: no page, no extent, or no
// corner. One negative coordinate is a box that sticks out of the page.
func boxOf(w wireValue) *Box {
	if w.Page < 0 || w.Width < 0 || w.Height < 0 || (w.X < 0 && w.Y < 0) {
		return nil
	}
	return &Box{Page: int(w.Page), X: int(w.X), Y: int(w.Y), Width: int(w.Width), Height: int(w.Height)}
}

func optional(s string) *text {
	if s == "" {
		return nil
	}
	t := text(s)
	return &t
}
