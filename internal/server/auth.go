package server

import (
	"net/http"
	"strings"

	"github.com/docextract/docextract/internal/api"
)

// keyed lets a request through that carries a key we know. Without Keys every
// connection is trusted.
func (s *server) keyed(next http.HandlerFunc) http.HandlerFunc {
	if s.keys == nil {
		return next
	}
	return func(w http.ResponseWriter, r *http.Request) {
		key := keyOf(r.Header.Get("Authorization"))
		if key == "" {
			s.writeError(w, r, &api.Error{
				Kind: api.KindUnauthorized, Code: api.CodeUnauthorized,
				Message: "this server needs a key: send the header Authorization: Token <key>",
			})
			return
		}
		id, err := s.keys.VerifyKey(r.Context(), key, s.now())
		if err != nil {
			s.writeError(w, r, err)
			return
		}
		note(r).key = id
		next(w, r)
	}
}

// keyOf takes the key out of an Authorization header. People paste keys with
// the word Token and without, and some put it twice.
func keyOf(header string) string {
	words := strings.Fields(header)
	for len(words) > 0 && (strings.EqualFold(words[0], "Token") || strings.EqualFold(words[0], "Bearer")) {
		words = words[1:]
	}
	if len(words) != 1 {
		return ""
	}
	return words[0]
}
