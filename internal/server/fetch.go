package server

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// health says that the server is there; it needs no key.
func (s *server) health(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, []byte(`{"status":"ok"}`))
}

// getExtractionData answers 200 in every state; failure is in the body.
// Prefer: wait=N holds the answer until there is an outcome.
func (s *server) getExtractionData(w http.ResponseWriter, r *http.Request) {
	id := r.URL.Query().Get("extraction_id")
	if id == "" {
		s.writeError(w, r, unprocessable("which extraction?", "extraction_id: required in the query"))
		return
	}
	note(r).extraction = id
	hold, asked := preferredWait(r.Header)
	if asked {
		hold = min(hold, s.limits.Hold)
		w.Header().Set("Preference-Applied", "wait="+strconv.Itoa(int(hold.Seconds())))
		w.Header().Set("Vary", "Prefer")
	}
	x, err := s.look(r.Context(), id, hold)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	if !x.FinishedAt.IsZero() {
		w.Header().Set("Last-Modified", x.FinishedAt.UTC().Format(http.TimeFormat))
		w.Header().Set("Expires", x.FinishedAt.Add(api.Lifetime).UTC().Format(http.TimeFormat))
	}
	writeJSON(w, http.StatusOK, x.Raw)
}

// look holds a look open no longer than this server goes on.
func (s *server) look(ctx context.Context, id string, hold time.Duration) (api.Extraction, error) {
	if hold == 0 || s.draining == nil {
		return s.service.Look(ctx, id, hold)
	}
	held, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		select {
		case <-s.draining:
			cancel()
		case <-held.Done():
		}
	}()
	x, err := s.service.Look(held, id, hold)
	if err != nil && held.Err() != nil && ctx.Err() == nil {
		return s.service.Look(ctx, id, 0)
	}
	return x, err
}

// preferredWait reads the N of Prefer: wait=N (RFC 7240), in seconds.
func preferredWait(h http.Header) (time.Duration, bool) {
	for _, line := range h.Values("Prefer") {
		for preference := range strings.SplitSeq(line, ",") {
			preference, _, _ = strings.Cut(preference, ";")
			name, value, _ := strings.Cut(preference, "=")
			if !strings.EqualFold(strings.TrimSpace(name), "wait") {
				continue
			}
			if n, err := strconv.ParseUint(strings.Trim(strings.TrimSpace(value), `"`), 10, 31); err == nil {
				return time.Duration(n) * time.Second, true
			}
		}
	}
	return 0, false
}

// awaitingPoll lists what is finished and not fetched yet.
func (s *server) awaitingPoll(w http.ResponseWriter, r *http.Request) {
	ids, err := s.service.AwaitingPoll(r.Context(), r.URL.Query().Get("customer"))
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	s.write(w, r)(api.EncodeAwaiting(ids))
}

// documentTypes lists the document types, all on one page.
func (s *server) documentTypes(w http.ResponseWriter, r *http.Request) {
	types, err := s.service.DocumentTypes(r.Context())
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	s.write(w, r)(api.EncodeDocumentTypes(types))
}

// documentType gives one document type; its id is its name.
func (s *server) documentType(w http.ResponseWriter, r *http.Request) {
	types, err := s.service.DocumentTypes(r.Context())
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	id := r.PathValue("id")
	for _, t := range types {
		if t.Name == id {
			s.write(w, r)(api.EncodeDocumentType(t))
			return
		}
	}
	s.writeError(w, r, &api.Error{Kind: api.KindNotFound, Code: api.CodeNotFound, Message: "there is no document type " + strconv.Quote(id)})
}

// write answers 200 with what an encoder gave.
func (s *server) write(w http.ResponseWriter, r *http.Request) func(body []byte, err error) {
	return func(body []byte, err error) {
		if err != nil {
			s.writeError(w, r, err)
			return
		}
		writeJSON(w, http.StatusOK, body)
	}
}
