package local

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/docextract/docextract/internal/api"
)

// Submit hands over one document. It always carries an Idempotency-Key, so
// that the same submission can go to the next host.
func (s *Session) Submit(ctx context.Context, sub api.Submission) (string, error) {
	if sub.IdempotencyKey == "" {
		key, err := newKey(s.config.Rand)
		if err != nil {
			return "", err
		}
		sub.IdempotencyKey = key
	}
	return call(ctx, s, func(svc api.Service) (string, error) { return submit(ctx, svc, sub) })
}

// submit waits where an earlier upload of the same submission has not ended
// at the host: it was cut off, and the host will notice.
func submit(ctx context.Context, svc api.Service, sub api.Submission) (string, error) {
	limited, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for pause := newPause(); ; {
		id, err := svc.Submit(ctx, sub)
		if api.KindOf(err) != api.KindConflict || api.AsError(err).RetryAfter == 0 {
			return id, err
		}
		if pause.wait(limited) != nil {
			return id, err
		}
	}
}

// newKey is a random Idempotency-Key.
func newKey(source io.Reader) (string, error) {
	if source == nil {
		source = rand.Reader
	}
	var key [16]byte
	if _, err := io.ReadFull(source, key[:]); err != nil {
		return "", fmt.Errorf("making an idempotency key: %w", err)
	}
	return hex.EncodeToString(key[:]), nil
}
