package server

import (
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/docextract/docextract/internal/api"
)

// routes are the paths after normalized has shortened them.
func (s *server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/api/health-check", get(s.health))
	mux.Handle("/api/extract-data", methods{http.MethodPost: s.keyed(s.extractData)})
	mux.Handle("/api/extract-data-async", methods{http.MethodPost: s.keyed(s.extractDataAsync)})
	// No HEAD here: a look that gives nothing must not count as fetched.
	mux.Handle("/api/get-extraction-data", methods{http.MethodGet: s.keyed(s.getExtractionData)})
	mux.Handle("/api/awaiting-poll", get(s.keyed(s.awaitingPoll)))
	mux.Handle("/api/document-types", get(s.keyed(s.documentTypes)))
	mux.Handle("/api/document-types/{id}", get(s.keyed(s.documentType)))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.writeError(w, r, &api.Error{Kind: api.KindNotFound, Code: api.CodeNotFound, Message: "there is nothing at " + r.URL.Path + ": the API is below /api"})
	})
	return mux
}

// methods answers a path by method.
type methods map[string]http.HandlerFunc

func get(h http.HandlerFunc) methods { return methods{http.MethodGet: h, http.MethodHead: h} }

func (m methods) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if h, ok := m[r.Method]; ok {
		h(w, r)
		return
	}
	allowed := strings.Join(slices.Sorted(maps.Keys(m)), ", ")
	w.Header().Set("Allow", allowed)
	writeErrorObject(w, &api.Error{
		Kind: api.KindInvalid, Code: api.CodeInvalidRequest, HTTPStatus: http.StatusMethodNotAllowed,
		Message: r.Method + " is not possible here: use " + allowed,
	})
}

// normalized makes one path of the several that the API has for the same
// thing: /api/v1/X, /api/X/ and doubled slashes are /api/X. Nothing is ever
// redirected, for a POST does not survive that.
func normalized(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p := path.Clean("/" + r.URL.Path)
		if rest, ok := strings.CutPrefix(p, "/api/v1/"); ok {
			p = "/api/" + rest
		}
		if p != r.URL.Path {
			url := *r.URL
			url.Path, url.RawPath = p, ""
			short := *r
			short.URL = &url
			r = &short
		}
		next.ServeHTTP(w, r)
	})
}
