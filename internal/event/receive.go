package event

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"time"
)

// maxBody is far above the size of an event, in bytes.
const maxBody = 64 << 10

// ErrFull says that no more events are taken for now: the sender is to come
// again.
var ErrFull = errors.New("too many events are waiting")

// Receiver answers webhooks. An event is acknowledged when Take has taken it,
// and not before.
type Receiver struct {
	// Secret checks signatures; nil takes what comes.
	Secret *Secret
	// Take takes an event over, with its body. It may come again.
	Take func(e Event, body []byte) error
	// Now is the clock.
	Now func() time.Time
	// Log tells of what is refused.
	Log *slog.Logger
}

// ServeHTTP takes one event. A GET, by which people and services see whether
// somebody is there, is answered kindly.
func (r *Receiver) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	switch req.Method {
	case http.MethodPost:
	case http.MethodGet, http.MethodHead:
		_, _ = io.WriteString(w, "docextract listens here for webhooks.\n")
		return
	default:
		w.Header().Set("Allow", "GET, HEAD, POST")
		http.Error(w, "events come by POST", http.StatusMethodNotAllowed)
		return
	}
	status, err := r.receive(w, req)
	if err != nil {
		r.Log.Warn("event refused", "status", status, "reason", err)
		http.Error(w, err.Error(), status)
		return
	}
	w.WriteHeader(status)
}

func (r *Receiver) receive(w http.ResponseWriter, req *http.Request) (status int, err error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, req.Body, maxBody))
	if err != nil {
		return http.StatusBadRequest, errors.New("the event cannot be read, or is too long")
	}
	if r.Secret != nil {
		if err := r.Secret.Verify(req.Header, body, r.Now()); err != nil {
			return http.StatusUnauthorized, err
		}
	}
	e, err := Decode(body)
	if err != nil {
		return http.StatusBadRequest, err
	}
	switch err := r.Take(e, body); {
	case errors.Is(err, ErrFull):
		w.Header().Set("Retry-After", "10")
		return http.StatusServiceUnavailable, err
	case err != nil:
		r.Log.Error("event not taken", "event", e.ID, "error", err)
		return http.StatusInternalServerError, errors.New("the event could not be kept")
	}
	return http.StatusNoContent, nil
}
