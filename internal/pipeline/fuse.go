package pipeline

import (
	"fmt"
	"sync"

	"github.com/docextract/docextract/internal/api"
)

// fates is how many submissions in a row may end with their fate unknown
// before no more are risked: each of them may have been taken and billed.
const fates = 5

// fuse blows when a failure says something of the service and not of the
// document, so that ten thousand documents do not each find it out.
type fuse struct {
	mu      sync.Mutex
	taken   int // accepted so far
	unknown int // ambiguous in a row
	cause   *api.Error
}

// blown is why nothing more is to be submitted, nil if nothing speaks
// against it.
func (f *fuse) blown() *api.Error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.cause
}

func (f *fuse) accepted() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.taken
}

// note learns from a submission's end. before is accepted() at its start: a
// service that took another document meanwhile is there.
func (f *fuse) note(err error, before int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err == nil {
		f.taken, f.unknown = f.taken+1, 0
		return
	}
	e := api.AsError(err)
	switch e.Kind {
	case api.KindUnauthorized:
		f.blow(e)
	case api.KindUnavailable, api.KindRateLimited:
		if f.taken == before {
			f.blow(e)
		}
	case api.KindInvalid:
		if e.Code == api.CodeUnknownDocumentType {
			f.blow(e)
		}
	case api.KindAmbiguous:
		if f.unknown++; f.unknown >= fates {
			f.cause = &api.Error{
				Kind: api.KindUnavailable, Code: api.CodeUnavailable,
				Message: fmt.Sprintf("not sent: the last %d submissions ended with their fate unknown", fates),
				Details: []string{e.Message}, Err: err,
			}
		}
	default:
	}
}

// blow makes the failure of one document the reason to leave out the others.
func (f *fuse) blow(e *api.Error) {
	if f.cause != nil {
		return
	}
	cause := *e
	cause.Message = "not sent, since another could not be: " + e.Message
	f.cause = &cause
}
