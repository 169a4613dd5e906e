package client

import (
	"log/slog"
	"strings"

	"github.com/docextract/docextract/internal/api"
)

// secret is a key that does not show when it is printed.
type secret string

const redacted = "[redacted]"

func (s secret) String() string {
	if s == "" {
		return ""
	}
	return redacted
}

func (s secret) GoString() string { return s.String() }

func (s secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// shortestSecret is how long a key is at least, in bytes. What is shorter
// keeps no secret, and its letters stand in every sentence.
const shortestSecret = 3

// scrub takes the key out of text that came from elsewhere.
func (s secret) scrub(text string) string {
	if len(s) < shortestSecret {
		return text
	}
	return strings.ReplaceAll(text, string(s), redacted)
}

// parseKey cleans a key as people paste it: with the word Token in front of
// it, in quotes, with line breaks.
func parseKey(pasted string) (secret, error) {
	words := strings.Fields(strings.Trim(strings.TrimSpace(pasted), `"'`))
	if len(words) > 1 && strings.EqualFold(words[0], "token") {
		words = words[1:]
	}
	key := strings.Join(words, "")
	for _, c := range []byte(key) {
		if c <= ' ' || c >= 0x7f {
			return "", &api.Error{
				Kind: api.KindInvalid, Code: api.CodeInvalidRequest,
				Message: "the API key holds a character that no key can have",
				Hint:    "copy the key again; it is letters, digits and signs only",
			}
		}
	}
	return secret(key), nil
}
