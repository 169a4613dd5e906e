package hostedtest

import (
	"context"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// Service is the double. It is a handler; Start gives it an address.
type Service struct {
	cfg    Config
	mux    *http.ServeMux
	server *http.Server
	told   sync.WaitGroup  // events under way
	ctx    context.Context //nolint:containedctx // ends the events when the service does
	stop   context.CancelFunc

	mu     sync.Mutex
	ahead  time.Duration
	bucket bucket
	tally  Tally
	taken  map[string]*Extraction
	order  []string
	copies map[string]uint64 // by hash, for chance and ids
}

// New makes a service that listens nowhere yet.
func New(cfg Config) *Service {
	if cfg.Lifetime == 0 {
		cfg.Lifetime = api.Lifetime
	}
	ctx, stop := context.WithCancel(context.Background()) // the service's own life, which Close ends
	s := &Service{
		cfg: cfg, mux: http.NewServeMux(), ctx: ctx, stop: stop,
		bucket: bucket{limit: cfg.Limit},
		tally:  Tally{Requests: map[Kind]int{}, Statuses: map[int]int{}},
		taken:  map[string]*Extraction{}, copies: map[string]uint64{},
	}
	for _, prefix := range []string{"/api", "/api/v1"} {
		s.handle("POST "+prefix+"/extract-data-async", Submitting, s.submit)
		s.handle("GET "+prefix+"/get-extraction-data", Looking, s.look)
		s.handle("GET "+prefix+"/awaiting-poll", Listing, s.awaiting)
		s.handle("GET "+prefix+"/health-check", Asking, s.health)
		s.handle("GET "+prefix+"/document-types", Asking, s.types)
	}
	return s
}

// Start listens on this machine, on a port that is free, and returns the
// service's address.
func (s *Service) Start() (url string, err error) { return s.StartAt("127.0.0.1:0") }

// StartAt listens on that address of this machine.
func (s *Service) StartAt(address string) (url string, err error) {
	ln, err := (&net.ListenConfig{}).Listen(s.ctx, "tcp", address)
	if err != nil {
		return "", err
	}
	s.server = &http.Server{Handler: s, ReadHeaderTimeout: time.Minute}
	go s.server.Serve(ln) //nolint:errcheck // it ends with Close
	return "http://" + ln.Addr().String(), nil
}

// Close ends all connections and forgets the events not sent yet.
func (s *Service) Close() error {
	s.stop()
	var err error
	if s.server != nil {
		err = s.server.Close()
	}
	s.told.Wait()
	return err
}

// ServeHTTP answers with or without a slash at the end.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if len(r.URL.Path) > 1 {
		r.URL.Path = strings.TrimSuffix(r.URL.Path, "/")
	}
	w.Header().Set("Server", "nginx")
	s.mux.ServeHTTP(w, r)
}

// reply is an answer to be written; a nil one is a closed connection.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// answer makes the reply of an endpoint. taken is false where the request must
// have no effect.
type answer func(r *http.Request, taken bool) *reply

// handle puts key, limit and faults before an endpoint.
func (s *Service) handle(pattern string, kind Kind, answer answer) {
	s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		n := s.count(kind)
		if refusal := s.refuse(r); refusal != nil {
			s.pause(r, s.cfg.Answer)
			s.write(w, refusal)
			return
		}
		fault := None
		if s.cfg.Faults != nil {
			fault = s.cfg.Faults(kind, n)
		}
		s.meet(w, r, kind, fault, answer)
	})
}

// refuse is the refusal of the key or of the rate limit.
func (s *Service) refuse(r *http.Request) *reply {
	if s.cfg.Key != "" && r.Header.Get("Authorization") != "Token "+s.cfg.Key {
		return failure(http.StatusUnauthorized, "Invalid token.")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ok, wait := s.bucket.take(time.Now())
	if ok {
		return nil
	}
	s.tally.Limited++
	refusal := failure(http.StatusTooManyRequests, "Request was throttled.")
	if s.cfg.Limit.RetryAfter {
		refusal.header.Set("Retry-After", wholeSeconds(wait))
	}
	return refusal
}

// pause waits, or ends with the request or the service.
func (s *Service) pause(r *http.Request, d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.Context().Done():
	case <-s.ctx.Done():
	}
}

func (s *Service) now() time.Time { return time.Now().Add(s.ahead) } // with mu held
