package event

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The headers of a signed event, after the Standard Webhooks specification.
const (
	headerID        = "Webhook-Id"
	headerTimestamp = "Webhook-Timestamp"
	headerSignature = "Webhook-Signature"
)

// tolerance is how old a signature may be, or how far ahead: who has seen an
// event pass must not be able to send it again for ever.
const tolerance = 5 * time.Minute

// ErrSignature is the reason of every event that is refused for its signature.
var ErrSignature = errors.New("the event's signature is missing, wrong or old")

// Secret is what sender and receiver share.
type Secret struct{ key []byte }

// ParseSecret reads a secret as services show it: whsec_ and base64. Text of
// another form is taken as it is.
func ParseSecret(text string) (Secret, error) {
	text = strings.TrimSpace(text)
	if encoded, ok := strings.CutPrefix(text, "whsec_"); ok {
		key, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil || len(key) == 0 {
			return Secret{}, errors.New("the webhook secret is not whsec_ and base64")
		}
		return Secret{key}, nil
	}
	if text == "" {
		return Secret{}, errors.New("the webhook secret is empty")
	}
	return Secret{[]byte(text)}, nil
}

// String keeps the secret out of logs.
func (Secret) String() string { return "whsec_…" }

// GoString keeps the secret out of logs.
func (Secret) GoString() string { return "event.Secret" }

// Sign sets the headers of an event that is sent now.
func (s Secret) Sign(h http.Header, id string, body []byte, now time.Time) {
	stamp := strconv.FormatInt(now.Unix(), 10)
	h.Set(headerID, id)
	h.Set(headerTimestamp, stamp)
	h.Set(headerSignature, "v1,"+base64.StdEncoding.EncodeToString(s.sum(id, stamp, body)))
}

// Verify checks the headers of an event that has come now. Several signatures,
// as while a secret is exchanged, may stand beside each other.
func (s Secret) Verify(h http.Header, body []byte, now time.Time) error {
	id, stamp := h.Get(headerID), h.Get(headerTimestamp)
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return ErrSignature
	}
	if d := now.Sub(time.Unix(seconds, 0)); d > tolerance || d < -tolerance {
		return fmt.Errorf("%w: it was made at %s", ErrSignature, time.Unix(seconds, 0).UTC().Format(time.RFC3339))
	}
	want := s.sum(id, stamp, body)
	for signature := range strings.FieldsSeq(h.Get(headerSignature)) {
		encoded, v1 := strings.CutPrefix(signature, "v1,")
		got, err := base64.StdEncoding.DecodeString(encoded)
		if v1 && err == nil && hmac.Equal(got, want) {
			return nil
		}
	}
	return ErrSignature
}

func (s Secret) sum(id, stamp string, body []byte) []byte {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte(id + "." + stamp + "."))
	mac.Write(body)
	return mac.Sum(nil)
}
