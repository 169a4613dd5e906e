package service_test

import (
	"errors"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"github.com/docextract/docextract/internal/api"
)

func keyed(text, key string) api.Submission {
	s := submission(text)
	s.IdempotencyKey = key
	return s
}

func TestTheSameSubmissionAgainIsTheFirst(t *testing.T) {
	dir := t.TempDir()
	r := start(t, dir, echo)
	first := r.submit(t, keyed("x", "k"))
	r.poll(t, first, time.Minute)
	if again := r.submit(t, keyed("x", "k")); again != first {
		t.Errorf("%s, then %s", first, again)
	}
	r.stop()
	r = start(t, dir, echo)
	if again := r.submit(t, keyed("x", "k")); again != first {
		t.Errorf("after a restart: %s, then %s", first, again)
	}
	if other := r.submit(t, keyed("x", "k2")); other == first {
		t.Error("another key gave the first answer")
	}
	r.stop()
	if n := r.documents(t); n > 1 { // the last one may not have been processed
		t.Errorf("%d documents are left", n)
	}
}

func TestAKeyForAnotherSubmissionIsRefused(t *testing.T) {
	r := start(t, t.TempDir(), echo)
	base := keyed("x", "k")
	r.submit(t, base)
	for name, change := range map[string]func(*api.Submission){
		"document": func(s *api.Submission) { s.Document = api.BytesDocument(s.Document.Name, []byte("y")) },
		"name":     func(s *api.Submission) { s.Document = api.BytesDocument("b.pdf", []byte("x")) },
		"type":     func(s *api.Submission) { s.DocumentType = "receipt" },
		"customer": func(s *api.Submission) { s.Customer = "c" },
	} {
		s := base
		change(&s)
		_, err := r.Submit(t.Context(), s)
		if e := api.AsError(err); e == nil || e.Kind != api.KindInvalid || e.HTTPStatus != 422 {
			t.Errorf("another %s: %v", name, err)
		}
	}
	base.DocumentType = api.DefaultDocumentType // said or not, it is the same
	r.submit(t, base)
}

func TestAKeyIsHeldWhileItsDocumentArrives(t *testing.T) {
	r := start(t, t.TempDir(), echo)
	var during, other error
	first, err := r.Receive(t.Context(), "k", func(w io.Writer) (api.Submission, error) {
		_, during = r.Submit(t.Context(), keyed("x", "k"))
		_, other = r.Submit(t.Context(), keyed("x", "k2"))
		_, err := io.WriteString(w, "x")
		return submission("x"), err
	})
	if err != nil {
		t.Fatal(err)
	}
	if e := api.AsError(during); e == nil || e.Kind != api.KindConflict || e.RetryAfter == 0 {
		t.Errorf("meanwhile: %v", during)
	}
	if other != nil {
		t.Errorf("another key meanwhile: %v", other)
	}
	if again := r.submit(t, keyed("x", "k")); again != first {
		t.Errorf("%s, then %s", first, again)
	}
}

func TestAKeyIsFreeAfterAFailure(t *testing.T) {
	r := start(t, t.TempDir(), echo)
	gone := errors.New("the client went away")
	if _, err := r.Receive(t.Context(), "k", func(io.Writer) (api.Submission, error) { return api.Submission{}, gone }); !errors.Is(err, gone) {
		t.Errorf("error %v", err)
	}
	r.submit(t, keyed("x", "k"))
}

func TestAKeyIsForgottenWithItsResult(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := start(t, t.TempDir(), echo)
		first := r.submit(t, keyed("x", "k"))
		r.poll(t, first, time.Minute)
		time.Sleep(48*time.Hour - time.Nanosecond)
		if again := r.submit(t, keyed("x", "k")); again != first {
			t.Errorf("%s, then %s", first, again)
		}
		time.Sleep(time.Nanosecond)
		if again := r.submit(t, keyed("y", "k")); again == first {
			t.Error("the key outlived its result")
		}
	})
}
