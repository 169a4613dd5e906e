package api

import (
	"context"
	"time"
)

// Service is the extraction API as Go sees it. It has three bodies: the
// service on this machine, the client that speaks HTTP, and the HTTP server
// that holds one. All methods return errors of type *Error.
type Service interface {
	// Submit hands over one document and returns the extraction's id.
	// The document is durable at the service once an id is returned.
	Submit(ctx context.Context, s Submission) (id string, err error)

	// Poll takes one look at an extraction. A service that can hold a
	// request open answers when the extraction is finished or hold has
	// passed, whichever is first; others ignore hold and answer at once.
	// A failed or expired extraction is an answer, not an error.
	Poll(ctx context.Context, id string, hold time.Duration) (Extraction, error)

	// AwaitingPoll lists the extractions that are finished and not fetched
	// yet, of one customer or, with "", of all.
	AwaitingPoll(ctx context.Context, customer string) ([]string, error)

	// DocumentTypes lists the document types that can be submitted.
	DocumentTypes(ctx context.Context) ([]DocumentType, error)

	// Health asks whether the service is there and what it is.
	Health(ctx context.Context) (Health, error)
}

// Submission is a document together with what the service must know of it.
type Submission struct {
	Document     Document
	DocumentType string
	Customer     string // "" for none
	// IdempotencyKey makes a repeated submission the same submission. It is
	// honoured by our own servers only and sent to no other. "" for none.
	IdempotencyKey string
}

// Health is what a service says of itself.
type Health struct {
	// Server is the product and version it names, "" where it names none.
	Server string
	// Own is true for docextract's own server, which honours
	// Idempotency-Key and Prefer: wait=N and has a default document type.
	Own bool
}

// DefaultDocumentType is what our own servers read a document as when the
// user names no type.
const DefaultDocumentType = "invoice"
