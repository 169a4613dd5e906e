package api

import "strings"

// Status is one of the four states of an extraction.
type Status string

// The states as our server writes them.
const (
	StatusInProgress Status = "IN_PROGRESS"
	StatusSuccess    Status = "SUCCESS"
	StatusError      Status = "ERROR"
	StatusExpired    Status = "EXPIRED"
)

// ParseStatus maps a service's word to a state. Case, spaces, underscores and
// hyphens do not matter. A word nobody knows means that the work goes on: the
// caller keeps polling and shows the raw word.
func ParseStatus(raw string) Status {
	word := strings.NewReplacer(" ", "", "_", "", "-", "").Replace(strings.ToUpper(strings.TrimSpace(raw)))
	switch word {
	case "SUCCESS":
		return StatusSuccess
	case "ERROR", "FAILED", "FAILURE":
		return StatusError
	case "EXPIRED":
		return StatusExpired
	default:
		return StatusInProgress
	}
}

// Finished reports whether the state can change no more by itself, other than
// to expire.
func (s Status) Finished() bool { return s != StatusInProgress }
