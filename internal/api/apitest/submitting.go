package apitest

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/docextract/docextract/internal/api"
)

// sameKeyAgain wants the first answer again, also when the job is finished.
func sameKeyAgain(t *testing.T, svc api.Service) {
	t.Helper()
	s := submission()
	s.IdempotencyKey = "intent-1"
	first := submit(t, svc, s)
	if again := submit(t, svc, s); again != first {
		t.Errorf("first %s, then %s", first, again)
	}
	_ = finish(t, svc, first)
	if again := submit(t, svc, s); again != first {
		t.Errorf("first %s, then %s when it was finished", first, again)
	}
}

func sameKeyAnotherBody(t *testing.T, svc api.Service) {
	t.Helper()
	s := submission()
	s.IdempotencyKey = "intent-1"
	_ = submit(t, svc, s)
	s.Document = api.BytesDocument("invoice.xml", []byte(Good+" "))
	_, err := svc.Submit(t.Context(), s)
	_ = wantKind(t, err, api.KindInvalid)
}

func sameKeyAnotherType(t *testing.T, svc api.Service) {
	t.Helper()
	s := submission()
	s.IdempotencyKey = "intent-1"
	_ = submit(t, svc, s)
	s.DocumentType = "receipt"
	_, err := svc.Submit(t.Context(), s)
	_ = wantKind(t, err, api.KindInvalid)
}

func noKey(t *testing.T, svc api.Service) {
	t.Helper()
	first, second := submit(t, svc, submission()), submit(t, svc, submission())
	if first == second {
		t.Error("two submissions without a key became one")
	}
	_ = finish(t, svc, first)
	_ = finish(t, svc, second)
}

func cannotOpen(t *testing.T, svc api.Service) {
	t.Helper()
	s := submission()
	s.Document.Open = func() (io.ReadCloser, error) { return nil, errors.New("the disk is gone") }
	unreadable(t, svc, s)
}

func becameShorter(t *testing.T, svc api.Service) {
	t.Helper()
	s := submission()
	s.Document.Size += 100_000
	unreadable(t, svc, s)
}

func becameLonger(t *testing.T, svc api.Service) {
	t.Helper()
	s := submission()
	s.Document.Open = func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(append([]byte(Good), Good...))), nil
	}
	unreadable(t, svc, s)
}

// unreadable wants the submission refused for the document's sake, and
// nothing of it left at the service: the next one is as if it had not been.
func unreadable(t *testing.T, svc api.Service, s api.Submission) {
	t.Helper()
	s.IdempotencyKey = "intent-1"
	_, err := svc.Submit(t.Context(), s)
	_ = wantKind(t, err, api.KindUnreadable)
	good := submission()
	good.IdempotencyKey = "intent-1"
	if x := finish(t, svc, submit(t, svc, good)); x.Status != api.StatusSuccess {
		t.Errorf("got %+v, error %v", x, x.Error)
	}
}
