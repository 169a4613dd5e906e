// Package render writes results: the table for people, json and ndjson, csv,
// and the service's own body. It is handed typed values and a writer; it knows
// no command, no service and no terminal beyond a width and whether colour is
// wanted.
package render

import (
	"time"

	"github.com/docextract/docextract/internal/api"
)

// Schema is the version of Object; it only ever gains members.
const Schema = 1

// Object is one document's outcome as json and ndjson give it.
type Object struct {
	Schema         int        `json:"schema"`
	Source         *string    `json:"source"`
	SHA256         *string    `json:"sha256"`
	Profile        string     `json:"profile"`
	ExtractionID   *string    `json:"extraction_id"`
	Status         api.Status `json:"status"`
	RawStatus      *string    `json:"raw_status"`
	DocumentType   *string    `json:"document_type"`
	ObjectID       *string    `json:"object_id"`
	Customer       *string    `json:"customer"`
	Fields         fieldSet   `json:"fields"`
	LineItems      []fieldSet `json:"line_items"`
	VATRates       []fieldSet `json:"vat_rates"`
	Pages          []pageSize `json:"pages"`
	Error          *failure   `json:"error"`
	Ambiguous      bool       `json:"ambiguous"`
	Reused         bool       `json:"reused"`
	SubmittedAt    *moment    `json:"submitted_at"`
	FinishedAt     *moment    `json:"finished_at"`
	ExpiresAt      *moment    `json:"expires_at"`
	ExpiresAtExact bool       `json:"expires_at_exact"`
}

type pageSize = api.PageSize

// failure is an error with the side it arose on.
type failure struct {
	Code    string   `json:"code"`
	Message string   `json:"message"`
	Details []string `json:"details"`
	Origin  Origin   `json:"origin"`
}

// Origin tells which side an error arose on.
type Origin string

// The origins.
const (
	OriginService Origin = "service"
	OriginClient  Origin = "client"
)

// Document is what is known of one input and its extraction.
type Document struct {
	Source       string // "" where only an id was given and the service names no file
	SHA256       string
	Profile      string
	ID           string // "" before acceptance
	DocumentType string // "" where it is not known
	Customer     string
	// Extraction is what the service answered last. Its Status is always one
	// of the four, also where the service was never reached.
	Extraction api.Extraction
	// Err is a failure on the client's side or a refusal by the service; nil
	// where the extraction itself tells.
	Err *api.Error
	// Origin tells which side Err arose on.
	Origin      Origin
	SubmittedAt time.Time
	// ExpiresAt is when the result is deleted: the earliest it can be, unless
	// ExpiresExact. Zero where it is not known.
	ExpiresAt    time.Time
	ExpiresExact bool
	// Reused is true where the document was not submitted again.
	Reused bool
}

// NewObject gives the document the shape of the json formats.
func NewObject(d Document) Object {
	o := Object{
		Schema:       Schema,
		Source:       optional(d.Source),
		SHA256:       optional(d.SHA256),
		Profile:      d.Profile,
		ExtractionID: optional(d.ID),
		Status:       d.Extraction.Status,
		RawStatus:    optional(d.Extraction.RawStatus),
		DocumentType: optional(d.DocumentType),
		Customer:     optional(d.Customer),
		Fields:       fieldSet{},
		LineItems:    []fieldSet{},
		VATRates:     []fieldSet{},
		Pages:        []pageSize{},
		SubmittedAt:  instant(d.SubmittedAt),
		FinishedAt:   instant(d.Extraction.FinishedAt),
		ExpiresAt:    instant(d.ExpiresAt),

		ExpiresAtExact: d.ExpiresExact,
		Reused:         d.Reused,
	}
	o.result(d.Extraction.Result)
	switch {
	case d.Err != nil:
		o.Error = newFailure(d.Err, d.Origin)
		o.Ambiguous = d.Err.Kind == api.KindAmbiguous
	case d.Extraction.Error != nil:
		o.Error = newFailure(d.Extraction.Error, OriginService)
	}
	return o
}

func (o *Object) result(r *api.Result) {
	if r == nil {
		return
	}
	o.ObjectID = optional(r.ObjectID)
	if o.Customer == nil {
		o.Customer = optional(r.Customer)
	}
	if o.Source == nil {
		o.Source = optional(r.FileName)
	}
	o.Fields = newFieldSet(r.Fields)
	for _, row := range r.LineItems {
		o.LineItems = append(o.LineItems, newFieldSet(row))
	}
	for _, row := range r.VATRates {
		o.VATRates = append(o.VATRates, newFieldSet(row))
	}
	o.Pages = append(o.Pages, r.Pages...)
}

func newFailure(e *api.Error, origin Origin) *failure {
	f := &failure{Code: e.Code, Message: e.Message, Details: []string{}, Origin: origin}
	f.Details = append(f.Details, e.Details...)
	return f
}

// moment is a time in UTC to the second.
type moment string

func instant(t time.Time) *moment {
	if t.IsZero() {
		return nil
	}
	m := moment(t.UTC().Format("2006-01-02T15:04:05Z"))
	return &m
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
