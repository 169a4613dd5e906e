package store_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/store"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 123456789, time.UTC)

func open(t *testing.T, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func id(n int) string { return fmt.Sprintf("%040x", n) }

// insert puts the n-th extraction into the store, a second after the one before.
func insert(t *testing.T, s *store.Store, n int, change ...func(*store.Extraction)) store.Extraction {
	t.Helper()
	x := store.Extraction{
		ID: id(n), Status: api.StatusInProgress, DocumentType: "invoice", FileName: "ré.pdf",
		SHA256: sha256.Sum256([]byte("hello")), Size: 5, Fingerprint: sha256.Sum256([]byte("f")),
		SubmittedAt: noon.Add(time.Duration(n) * time.Second),
	}
	for _, c := range change {
		c(&x)
	}
	if err := s.Insert(t.Context(), x); err != nil {
		t.Fatal(err)
	}
	return x
}

func customer(name string) func(*store.Extraction) {
	return func(x *store.Extraction) { x.Customer = name }
}

func key(k string) func(*store.Extraction) {
	return func(x *store.Extraction) { x.IdempotencyKey = k }
}

func get(t *testing.T, s *store.Store, id string) store.Extraction {
	t.Helper()
	x, err := s.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func finish(t *testing.T, s *store.Store, n int, status api.Status, at time.Time) {
	t.Helper()
	if err := s.Finish(t.Context(), id(n), status, []byte(`{"n":1}`), at); err != nil {
		t.Fatal(err)
	}
}

func TestAnExtractionIsReadAsItWasWritten(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	want := insert(t, s, 1, customer("c"), key("k"))
	for name, s := range map[string]*store.Store{"the same": s, "another process": open(t, dir)} {
		if diff := cmp.Diff(want, get(t, s, id(1))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	byKey, err := s.ByIdempotencyKey(t.Context(), "k")
	if err != nil || byKey.ID != id(1) {
		t.Errorf("by key: %v, %v", byKey.ID, err)
	}
	if _, err := s.ByIdempotencyKey(t.Context(), ""); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("by no key: %v", err)
	}
	if _, err := s.Get(t.Context(), id(2)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("an unknown id: %v", err)
	}
}

func TestAnIdempotencyKeyIsTakenOnce(t *testing.T) {
	s := open(t, t.TempDir())
	insert(t, s, 1, key("k"))
	x := get(t, s, id(1))
	x.ID = id(2)
	if err := s.Insert(t.Context(), x); !errors.Is(err, store.ErrDuplicateKey) {
		t.Errorf("error %v", err)
	}
	insert(t, s, 3)
	insert(t, s, 4) // no key is not a key
}

func TestTheFirstOutcomeStays(t *testing.T) {
	s := open(t, t.TempDir())
	insert(t, s, 1)
	finish(t, s, 1, api.StatusSuccess, noon)
	if err := s.Finish(t.Context(), id(1), api.StatusError, []byte(`{}`), noon.Add(time.Hour)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a second outcome: %v", err)
	}
	x := get(t, s, id(1))
	if x.Status != api.StatusSuccess || string(x.Outcome) != `{"n":1}` || !x.FinishedAt.Equal(noon) {
		t.Errorf("got %+v", x)
	}
	if _, err := s.Begin(t.Context(), id(1)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("begun after the end: %v", err)
	}
}

func TestAttemptsAreCounted(t *testing.T) {
	s := open(t, t.TempDir())
	insert(t, s, 1)
	for want := 1; want <= 3; want++ {
		if x, err := s.Begin(t.Context(), id(1)); err != nil || x.Attempts != want {
			t.Errorf("%d attempts, want %d (%v)", x.Attempts, want, err)
		}
	}
	if err := s.GiveBack(t.Context(), id(1)); err != nil {
		t.Fatal(err)
	}
	if x := get(t, s, id(1)); x.Attempts != 2 {
		t.Errorf("%d attempts after one was given back", x.Attempts)
	}
}

func TestTheWorkListIsTheUnfinishedOldestFirst(t *testing.T) {
	s := open(t, t.TempDir())
	for _, n := range []int{3, 1, 2} {
		insert(t, s, n)
	}
	finish(t, s, 2, api.StatusError, noon)
	got, err := s.Unfinished(t.Context())
	if diff := cmp.Diff([]string{id(1), id(3)}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestAwaiting(t *testing.T) {
	s := open(t, t.TempDir())
	insert(t, s, 1, customer("a"))
	insert(t, s, 2, customer("b"))
	insert(t, s, 3, customer("a"))
	insert(t, s, 4, customer("a")) // unfinished
	insert(t, s, 5)
	for i, n := range []int{3, 2, 1, 5} {
		finish(t, s, n, api.StatusSuccess, noon.Add(time.Duration(i)*time.Minute))
	}
	if err := s.Fetched(t.Context(), id(1), noon); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		customer string
		since    time.Time
		want     []string
	}{
		{"", noon.Add(-time.Second), []string{id(3), id(2), id(5)}},
		{"a", noon.Add(-time.Second), []string{id(3)}},
		{"", noon, []string{id(2), id(5)}}, // the third is 48 hours old then
		{"nobody", noon.Add(-time.Second), nil},
	} {
		got, err := s.Awaiting(t.Context(), c.customer, c.since)
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Error(c.customer, diff, err)
		}
	}
}

func TestFetchedKeepsTheFirstTime(t *testing.T) {
	s := open(t, t.TempDir())
	insert(t, s, 1)
	finish(t, s, 1, api.StatusSuccess, noon)
	for i := range 2 {
		if err := s.Fetched(t.Context(), id(1), noon.Add(time.Duration(i)*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	if got := get(t, s, id(1)).FetchedAt; !got.Equal(noon) {
		t.Errorf("fetched at %v", got)
	}
}

func TestWhatExpiredIsGoneFromTheDisk(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	const secret = "Most Secret Ltd"
	for n := 1; n <= 3; n++ {
		insert(t, s, n, customer(secret), func(x *store.Extraction) { x.FileName = secret + ".pdf" }, key(fmt.Sprint("k", n)))
	}
	for n, status := range []api.Status{api.StatusSuccess, api.StatusError} {
		if err := s.Finish(t.Context(), id(n+1), status, []byte(secret), noon.Add(time.Duration(n))); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := s.Expire(t.Context(), noon.Add(-1)); err != nil || n != 0 {
		t.Errorf("%d expired too early (%v)", n, err)
	}
	if n, err := s.Expire(t.Context(), noon.Add(1)); err != nil || n != 2 {
		t.Errorf("%d expired (%v)", n, err)
	}
	for n := 1; n <= 2; n++ {
		x := get(t, s, id(n))
		if x.Status != api.StatusExpired || x.Outcome != nil || x.Customer+x.FileName+x.IdempotencyKey != "" || x.FinishedAt.IsZero() {
			t.Errorf("left of an expired extraction: %+v", x)
		}
	}
	if x := get(t, s, id(3)); x.Status != api.StatusInProgress || x.Customer != secret {
		t.Errorf("an unfinished extraction: %+v", x)
	}
	if n, err := s.Expire(t.Context(), noon.Add(time.Hour)); err != nil || n != 0 {
		t.Errorf("%d expired twice (%v)", n, err)
	}
	finish(t, s, 3, api.StatusSuccess, noon)
	if _, err := s.Expire(t.Context(), noon); err != nil {
		t.Fatal(err)
	}
	if found := grep(t, dir, secret); found != "" {
		t.Errorf("%s still says %q", found, secret)
	}
}

// grep gives the file below dir that holds text.
func grep(t *testing.T, dir, text string) (found string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte(text)) {
			found = path
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestTheFolderIsTheOwnersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("permissions are different there")
	}
	dir := filepath.Join(t.TempDir(), "new", "data")
	s := open(t, dir)
	put(t, s, id(1), "hello")
	insert(t, s, 1)
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func put(t *testing.T, s *store.Store, id, text string) *store.Upload {
	t.Helper()
	u, err := s.Documents().Create(id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(u, strings.NewReader(text)); err != nil {
		t.Fatal(err)
	}
	if err := u.Commit(); err != nil {
		t.Fatal(err)
	}
	return u
}

func TestADocumentIsReadAsItWasWritten(t *testing.T) {
	s := open(t, t.TempDir())
	u := put(t, s, id(1), "hello")
	if u.Size() != 5 || u.SHA256() != sha256.Sum256([]byte("hello")) {
		t.Errorf("size %d, sum %x", u.Size(), u.SHA256())
	}
	f, size, err := s.Documents().Open(id(1))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.NewSectionReader(f, 0, size))
	if err != nil || string(data) != "hello" {
		t.Errorf("read %q (%v)", data, err)
	}
	if _, err := s.Documents().Create(id(1)); err == nil {
		t.Error("a document was overwritten")
	}
	if err := u.Discard(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Documents().Open(id(1)); err == nil {
		t.Error("a discarded document is there")
	}
	if err := s.Documents().Remove(id(1)); err != nil {
		t.Errorf("removed twice: %v", err)
	}
}

func TestADocumentNeverLeavesItsFolder(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "data"))
	for _, name := range []string{"../escaped", "/escaped", "a/b", ""} {
		if u, err := s.Documents().Create(name); err == nil {
			t.Errorf("%q was created", name)
			_ = u.Discard()
		}
	}
}

func TestOrphansAreSwept(t *testing.T) {
	s := open(t, t.TempDir())
	for n := 1; n <= 4; n++ {
		put(t, s, id(n), "hello")
	}
	insert(t, s, 1) // waits for a worker
	insert(t, s, 2) // finished, but its document was not removed any more
	finish(t, s, 2, api.StatusSuccess, noon)
	n, err := s.SweepDocuments(t.Context()) // 3 and 4 never got a row
	if err != nil || n != 3 {
		t.Errorf("%d swept (%v)", n, err)
	}
	f, _, err := s.Documents().Open(id(1))
	if err != nil {
		t.Fatal("a document that is needed was swept")
	}
	_ = f.Close()
}
