package hostedtest

import (
	"encoding/json"
	"io"
	"maps"
	"math"
	"net"
	"net/http"
	"strconv"
	"time"
)

// meet lets a request meet its fault. A fault of 4xx and 5xx is answered after
// the request was read, as a service's own code would.
func (s *Service) meet(w http.ResponseWriter, r *http.Request, kind Kind, fault Fault, answer answer) {
	if fault == ResetBeforeBody {
		s.hangUp(w, true)
		return
	}
	var good *reply
	if taken := kind != Submitting || fault.Accepted(); taken || fault == ResetAfterBody {
		good = answer(r, taken)
	} else {
		_, _ = io.Copy(io.Discard, r.Body)
	}
	if good == nil {
		s.pause(r, s.cfg.Answer)
	}
	switch fault {
	case ResetAfterBody, ResetBeforeAnswer:
		s.hangUp(w, true)
	case LostAnswer:
		s.hangUp(w, false)
	case Silence:
		s.pause(r, time.Hour)
		s.hangUp(w, true)
	case CutAnswer:
		s.cut(w, good)
	case SlowAnswer:
		s.drip(w, r, good)
	case None:
		s.write(w, good)
	default:
		s.write(w, refusal(fault))
	}
}

// refusal is the answer of the faults that have one of their own.
func refusal(fault Fault) *reply {
	switch fault {
	case TooManySeconds:
		a := failure(http.StatusTooManyRequests, "Request was throttled.")
		a.header.Set("Retry-After", "1")
		return a
	case TooManyDate:
		a := failure(http.StatusTooManyRequests, "Request was throttled.")
		a.header.Set("Retry-After", time.Now().Add(2*time.Second).UTC().Format(http.TimeFormat))
		return a
	case TooMany:
		return failure(http.StatusTooManyRequests, "Request was throttled.")
	case Unavailable:
		return page(http.StatusServiceUnavailable, "Service Temporarily Unavailable")
	case BadGateway:
		return page(http.StatusBadGateway, "Bad Gateway")
	case GatewayTimeout:
		return page(http.StatusGatewayTimeout, "Gateway Time-out")
	case NoID:
		return page(http.StatusOK, "Welcome")
	default:
		return failure(http.StatusInternalServerError, "Server Error")
	}
}

// failure is an error as the hosted service words it.
func failure(status int, detail string) *reply {
	body, err := json.Marshal(map[string]string{"detail": detail})
	if err != nil {
		panic(err) // a string always encodes
	}
	return &reply{status: status, header: http.Header{"Content-Type": {"application/json"}}, body: body}
}

// page is what a proxy says.
func page(status int, title string) *reply {
	return &reply{
		status: status, header: http.Header{"Content-Type": {"text/html"}},
		body: []byte("<html><head><title>" + title + "</title></head><body><center><h1>" + title + "</h1></center></body></html>\n"),
	}
}

func (s *Service) write(w http.ResponseWriter, a *reply) {
	maps.Copy(w.Header(), a.header)
	s.answered(a.status)
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body) // the client may be gone
}

// drip writes the answer in pieces, over half a second.
func (s *Service) drip(w http.ResponseWriter, r *http.Request, a *reply) {
	const pieces = 20
	maps.Copy(w.Header(), a.header)
	s.answered(a.status)
	w.WriteHeader(a.status)
	flush := http.NewResponseController(w)
	size := max(1, len(a.body)/pieces)
	for body := a.body; len(body) > 0; {
		n := min(size, len(body))
		if _, err := w.Write(body[:n]); err != nil {
			return
		}
		_ = flush.Flush()
		body = body[n:]
		s.pause(r, 500*time.Millisecond/pieces)
	}
}

// cut writes half of the answer and resets the connection.
func (s *Service) cut(w http.ResponseWriter, a *reply) {
	s.answered(0)
	maps.Copy(w.Header(), a.header)
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body[:len(a.body)/2])
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}

// hangUp closes the connection without an answer, hard or in order.
func (s *Service) hangUp(w http.ResponseWriter, reset bool) {
	s.answered(0)
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // HTTP/2 or a recorder: at least no answer
	}
	if tcp, ok := conn.(*net.TCPConn); ok && reset {
		_ = tcp.SetLinger(0) // a reset instead of an orderly end
	}
	_ = conn.Close()
}

func wholeSeconds(d time.Duration) string {
	return strconv.Itoa(int(math.Ceil(max(d.Seconds(), 1))))
}
