package api

import "time"

// Lifetime is how long a result can be fetched after its extraction finished.
const Lifetime = 48 * time.Hour

// Extraction is the answer to one look: where a job stands, and its result or
// its error.
type Extraction struct {
	ID     string
	Status Status
	// RawStatus is the word the service used.
	RawStatus string
	// Result is nil unless Status is SUCCESS.
	Result *Result
	// Error is nil unless Status is ERROR.
	Error *Error
	// FinishedAt is the moment the job finished, zero unless the service
	// tells it. Ours does, to the second, in the Last-Modified header.
	FinishedAt time.Time
	// Raw is the service's body, byte for byte; nil where there was none.
	Raw []byte
}
