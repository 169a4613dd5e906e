package service

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/store"
)

// Receive takes a document in whose bytes arrive before all that must be known
// of it: read writes the bytes to w as they come and returns the rest (its
// Document counts for nothing but its name). idempotencyKey is "" for none.
// The document is durable when an id is returned; when an error is, nothing of
// it is kept.
func (s *Service) Receive(ctx context.Context, idempotencyKey string, read func(w io.Writer) (api.Submission, error)) (string, error) {
	leave, err := s.admit(ctx, idempotencyKey)
	if err != nil {
		return "", err
	}
	defer leave()
	id, err := newID(s.now(), s.rand)
	if err != nil {
		return "", api.AsError(err)
	}
	upload, err := s.store.Documents().Create(id)
	if err != nil {
		return "", storageError(err)
	}
	accepted, err := s.receive(ctx, idempotencyKey, id, upload, read)
	if err != nil || accepted != id {
		// Refused, or answered by an earlier submission: these bytes are
		// not needed. Should the removal fail, the next start sweeps them.
		if e := upload.Discard(); e != nil {
			s.log.Warn("cannot remove a refused document", "extraction_id", id, "error", e)
		}
	}
	return accepted, err
}

func (s *Service) receive(ctx context.Context, key, id string, upload *store.Upload, read func(io.Writer) (api.Submission, error)) (string, error) {
	sub, err := read(&limitWriter{w: upload, left: s.limits.DocumentBytes, limit: s.limits.DocumentBytes})
	if err != nil {
		return "", storageError(err)
	}
	if err := s.validate(&sub); err != nil {
		return "", err
	}
	row := store.Extraction{
		ID: id, DocumentType: sub.DocumentType, Customer: sub.Customer, FileName: sub.Document.Name,
		SHA256: upload.SHA256(), Size: upload.Size(), IdempotencyKey: key, SubmittedAt: s.now(),
	}
	row.Fingerprint = fingerprint(row)
	if key != "" {
		if earlier, err := s.earlier(ctx, row); earlier != "" || err != nil {
			return earlier, err
		}
	}
	if err := upload.Commit(); err != nil {
		return "", storageError(err)
	}
	// From here the client's going away changes nothing: the row is written
	// or it is not, and is not interrupted.
	ctx = context.WithoutCancel(ctx)
	if err := s.store.Insert(ctx, row); err != nil {
		return "", storageError(err)
	}
	// The row is there: a queue that fails loses no work, only time.
	if err := s.queue.Enqueue(ctx, id); err != nil {
		s.log.Error("cannot queue an extraction; the next start will", "extraction_id", id, "error", err)
	}
	return id, nil
}

// admit asks whether anything can be taken in now, and reserves the
// idempotency key while its document is on its way.
func (s *Service) admit(ctx context.Context, key string) (leave func(), err error) {
	depth, err := s.queue.Depth(ctx)
	if err != nil {
		return nil, api.AsError(err)
	}
	if depth >= s.limits.Waiting {
		return nil, unavailable(fmt.Sprintf("%d documents are waiting already", depth), 10*time.Second, nil)
	}
	if err := s.incoming.enter(key); err != nil {
		return nil, err
	}
	return func() { s.incoming.leave(key) }, nil
}

// earlier answers a repeated submission with the first one's id; "" where
// there is none.
func (s *Service) earlier(ctx context.Context, row store.Extraction) (string, error) {
	first, err := s.store.ByIdempotencyKey(ctx, row.IdempotencyKey)
	if errors.Is(err, store.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", api.AsError(err)
	}
	if s.expired(first) {
		// The key is forgotten with the rest; the sweeper was not there yet.
		if _, err := s.store.Expire(ctx, s.now().Add(-api.Lifetime)); err != nil {
			return "", storageError(err)
		}
		return "", nil
	}
	if first.Fingerprint != row.Fingerprint {
		return "", invalid("this Idempotency-Key was used for another submission", "Idempotency-Key: make a new one for each document")
	}
	return first.ID, nil
}

// fingerprint is what two submissions with the same key must share.
func fingerprint(row store.Extraction) [sha256.Size]byte {
	h := sha256.New()
	for _, part := range []string{row.DocumentType, row.Customer, row.FileName, string(row.SHA256[:])} {
		_ = binary.Write(h, binary.BigEndian, uint64(len(part))) // a hash never fails
		_, _ = io.WriteString(h, part)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// limitWriter refuses the byte after the last that is allowed.
type limitWriter struct {
	w           io.Writer
	left, limit int64
}

func (l *limitWriter) Write(p []byte) (int, error) {
	if int64(len(p)) > l.left {
		return 0, &api.Error{
			Kind: api.KindTooLarge, Code: api.CodeTooLarge,
			Message: fmt.Sprintf("the document is larger than %d MiB", l.limit>>20),
		}
	}
	n, err := l.w.Write(p)
	l.left -= int64(n)
	return n, err
}

func unavailable(message string, retryAfter time.Duration, cause error) *api.Error {
	return &api.Error{Kind: api.KindUnavailable, Code: api.CodeUnavailable, Message: message, RetryAfter: retryAfter, Err: cause}
}

// storageError says of a full disk that it is a matter of time; any other
// error passes, as an *api.Error.
func storageError(err error) error {
	if store.Full(err) {
		return unavailable("the service has no room for another document", time.Minute, err)
	}
	return api.AsError(err)
}
