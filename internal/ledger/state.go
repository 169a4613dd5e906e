package ledger

import "github.com/docextract/docextract/internal/api"

// State is where an entry has come to.
type State string

// The states.
const (
	// Planned: a process is about to send the document. Not a byte is sent.
	Planned State = "planned"
	// Sending: the request may be on its way.
	Sending State = "sending"
	// Accepted: the service gave an id.
	Accepted State = "accepted"
	// Finished: the service says that the result is there; it is not kept here.
	Finished State = "finished"
	// Saved: the result is kept here.
	Saved State = "saved"
	// Failed: the extraction ended in ERROR, which is kept here, or the service
	// refused the document, and there is no id.
	Failed State = "failed"
	// Ambiguous: nobody knows whether the service took the document.
	Ambiguous State = "ambiguous"
	// Expired: the service deleted the result before it was fetched.
	Expired State = "expired"
)

// Status is the state in the words of the service. A submission whose fate is
// unknown counts as failed.
func (s State) Status() api.Status {
	switch s {
	case Saved:
		return api.StatusSuccess
	case Failed, Ambiguous:
		return api.StatusError
	case Expired:
		return api.StatusExpired
	case Planned, Sending, Accepted, Finished:
	}
	return api.StatusInProgress
}

// stateOf is where an entry comes to with the service's answer.
func stateOf(s api.Status) State {
	switch s {
	case api.StatusSuccess:
		return Saved
	case api.StatusError:
		return Failed
	case api.StatusExpired:
		return Expired
	case api.StatusInProgress:
	}
	return Accepted
}
