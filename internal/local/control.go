package local

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

// The control routes stand beside the API on the private socket and nowhere
// else.
const (
	statusPath = "/local/status"
	stopPath   = "/local/stop"
)

// Status is what a host says of itself.
type Status struct {
	PID    int    `json:"pid"`
	Socket string `json:"socket"`
	// Build is the hash of the host's executable.
	Build     string    `json:"build"`
	Version   string    `json:"version"`
	StartedAt time.Time `json:"started_at"`
	// IdleStopAt is when the host stops if nothing comes; null while it
	// works, and for one inside a command, which stops with it.
	IdleStopAt *time.Time `json:"idle_stop_at"`
	// PeakRSS is the most memory the host's process has had.
	PeakRSS int64  `json:"peak_rss_bytes"`
	DataDir string `json:"data_dir"`
	// Detached is true for a host that outlives the commands.
	Detached bool `json:"detached"`
	// Unfinished counts the extractions that are not finished.
	Unfinished int `json:"unfinished"`
}

// answer is what the control routes say: the status, and what another process
// needs to decide whether to become a client.
type answer struct {
	Status

	Executable fingerprint `json:"executable"`
	Stopping   bool        `json:"stopping"`
	// Schema numbers the form of the host's data.
	Schema int `json:"schema"`
}

// routes is the API behind the gate, and the control beside it.
func (s *host) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+statusPath, s.answerStatus)
	mux.HandleFunc("POST "+stopPath, s.answerStop)
	mux.HandleFunc("/", s.answerAPI)
	return mux
}

func (s *host) answerAPI(w http.ResponseWriter, r *http.Request) {
	if !s.activity.enter() {
		s.refuse(w)
		return
	}
	defer s.activity.leave()
	if r.Method != http.MethodGet {
		s.backend.handler.ServeHTTP(w, r)
		return
	}
	// A poll may be held for as long as its client likes. It is let go when
	// the host stops: the client asks the next one.
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	defer context.AfterFunc(s.polls, cancel)()
	answer := &answerWriter{ResponseWriter: w}
	s.backend.handler.ServeHTTP(answer, r.WithContext(ctx))
	if !answer.begun && s.activity.closing() {
		s.refuse(w)
	}
}

// answerWriter knows whether an answer has begun: a handler that is let go
// says nothing, as it believes that its client is gone.
type answerWriter struct {
	http.ResponseWriter

	begun bool
}

// WriteHeader begins the answer.
func (w *answerWriter) WriteHeader(status int) {
	w.begun = true
	w.ResponseWriter.WriteHeader(status)
}

// Write begins the answer if that has not happened.
func (w *answerWriter) Write(p []byte) (int, error) {
	w.begun = true
	return w.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController find what lies below.
func (w *answerWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// refuse answers as the API does when it is not there for now.
func (s *host) refuse(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Retry-After", "1")
	w.Header().Set("Connection", "close")
	w.WriteHeader(http.StatusServiceUnavailable)
	s.send(w, goneError())
}

func (s *host) answerStatus(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	s.send(w, s.answer(r.Context(), r.URL.Query().Has("build")))
}

// answerStop begins to stop and answers at once; the lock tells the end.
func (s *host) answerStop(w http.ResponseWriter, r *http.Request) {
	s.config.Log.Info("asked to stop")
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Connection", "close")
	w.WriteHeader(http.StatusAccepted)
	s.send(w, s.answer(r.Context(), false))
	life := context.WithoutCancel(r.Context())
	go s.stop(life) //nolint:errcheck // whoever owns the host reads its error
}

func (s *host) answer(ctx context.Context, build bool) answer {
	return answer{
		Status: s.status(ctx, build), Executable: s.notice.Executable,
		Stopping: s.activity.closing(), Schema: s.config.schema,
	}
}

// status describes the host; the hash of a large executable only if asked.
func (s *host) status(ctx context.Context, build bool) Status {
	n := s.notice
	st := Status{
		PID: n.PID, Socket: n.Socket, StartedAt: n.StartedAt, Detached: n.Detached,
		Version: s.config.Version, DataDir: s.folder.path, PeakRSS: peakRSS(),
	}
	if build {
		st.Build = s.config.identity.build()
	}
	if n.Detached {
		st.IdleStopAt = s.activity.idleStop(ctx, idleLimit)
	}
	if left, err := s.backend.unfinished(ctx); err == nil {
		st.Unfinished = left
	}
	return st
}

// send writes a body whose loss nobody can do anything about: the reader is
// gone.
func (s *host) send(w http.ResponseWriter, body any) {
	if err := json.NewEncoder(w).Encode(body); err != nil {
		s.config.Log.Debug("an answer was not read", "error", err)
	}
}
