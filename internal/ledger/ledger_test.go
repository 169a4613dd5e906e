package ledger

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// process is one of several that share a ledger.
type process struct {
	*Ledger

	t testing.TB
}

// start opens the ledger in dir as another process would.
func start(tb testing.TB, dir string, now func() time.Time) *process {
	tb.Helper()
	l, err := Open(context.Background(), dir, now) //nolint:usetesting // a test's own context ends before its cleanups
	if err != nil {
		tb.Fatal(err)
	}
	return &process{Ledger: l, t: tb}
}

// die ends the process as kill -9 does: nothing is given up in order.
func (p *process) die() {
	p.t.Helper()
	err := p.db.Close()
	if p.owner.lock != nil {
		err = errors.Join(err, p.owner.lock.Unlock())
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *process) claim(in Intent, policy Policy) (Action, Entry) {
	p.t.Helper()
	action, e, err := p.Claim(context.Background(), in, policy)
	if err != nil {
		p.t.Fatal(err)
	}
	return action, e
}

func (p *process) wants(in Intent, policy Policy, want Action) Entry {
	p.t.Helper()
	action, e := p.claim(in, policy)
	if action != want {
		p.t.Fatalf("the claim on %s gives %d, want %d: %+v", in.Source, action, want, e)
	}
	return e
}

func (p *process) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// submit takes a document to its acceptance.
func (p *process) submit(in Intent, id string) Entry {
	p.t.Helper()
	e := p.wants(in, Policy{}, Send)
	p.must(p.Sending(p.t.Context(), e))
	p.must(p.Accepted(p.t.Context(), e, id, e.SHA256))
	e, found, err := p.Find(p.t.Context(), in.Profile, in.BaseURL, id)
	if err != nil || !found {
		p.t.Fatalf("found %t, %v", found, err)
	}
	return e
}

func document(name string) Intent {
	return Intent{
		Key:    Key{SHA256: "sum of " + name, DocumentType: "simple-invoice", Profile: "hosted", BaseURL: "https://example.com"},
		Source: "in/" + name, Path: "/in/" + name, FileName: name, Size: 10,
	}
}

func success(id string) api.Extraction {
	return api.Extraction{ID: id, Status: api.StatusSuccess, RawStatus: "SUCCESS", Raw: []byte(`{"status":"SUCCESS","error":{},"result":{"object_id":"o-` + id + `"}}`)}
}

// clock is a time that a test moves.
type clock struct{ at time.Time }

func newClock() *clock { return &clock{time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.at = c.at.Add(time.Millisecond)
	return c.at
}

func TestADocumentsWay(t *testing.T) {
	clock := newClock()
	p := start(t, t.TempDir(), clock.now)
	defer p.die()
	in := document("a.pdf")
	e := p.submit(in, "id1")
	if e.State != Accepted || e.Source != "in/a.pdf" || e.SubmittedAt.IsZero() || e.SentAt.IsZero() {
		t.Errorf("%+v", e)
	}
	if at, exact := e.Expiry(); exact || !at.Equal(e.SubmittedAt.Add(48*time.Hour)) {
		t.Errorf("expires at %v, %t", at, exact)
	}
	p.wants(in, Policy{}, PickUp)
	seen := clock.now()
	p.must(p.Pending(t.Context(), e, seen))
	p.must(p.Announced(t.Context(), e))
	x := success("id1")
	x.FinishedAt = clock.at.Add(-time.Second)
	p.must(p.Answered(t.Context(), e, x, seen))
	e = p.wants(in, Policy{}, Reuse)
	if e.State != Saved || e.SavedAt.IsZero() || !e.PendingAt.Equal(seen) {
		t.Errorf("%+v", e)
	}
	if at, exact := e.Expiry(); !exact || !at.Equal(x.FinishedAt.Add(48*time.Hour)) {
		t.Errorf("expires at %v, %t", at, exact)
	}
	got, err := p.Extraction(t.Context(), e)
	if err != nil || string(got.Raw) != string(x.Raw) || got.Result == nil || got.Result.ObjectID != "o-id1" || !got.FinishedAt.Equal(x.FinishedAt) {
		t.Errorf("got %+v, %v", got, err)
	}
}

// TestWhatADocumentIsKnownBy: by its bytes, and by all that makes another
// extraction of it; not by its name.
func TestWhatADocumentIsKnownBy(t *testing.T) {
	p := start(t, t.TempDir(), newClock().now)
	defer p.die()
	in := document("a.pdf")
	e := p.submit(in, "id1")
	p.must(p.Answered(t.Context(), e, success("id1"), time.Time{}))
	other := in
	other.Source, other.FileName = "copy.pdf", "copy.pdf"
	if e := p.wants(other, Policy{}, Reuse); e.Source != "in/a.pdf" {
		t.Errorf("reused %+v", e)
	}
	for name, change := range map[string]func(*Intent){
		"bytes":    func(in *Intent) { in.SHA256 = "other" },
		"type":     func(in *Intent) { in.DocumentType = "receipt" },
		"customer": func(in *Intent) { in.Customer = "c" },
		"profile":  func(in *Intent) { in.Profile = "p" },
		"address":  func(in *Intent) { in.BaseURL = "https://example.org" },
		"engine":   func(in *Intent) { in.Engine = "2" },
	} {
		other := in
		change(&other)
		if action, _ := p.claim(other, Policy{}); action != Send {
			t.Errorf("with another %s the claim gives %d", name, action)
		}
	}
}

// TestAResultIsKeptOnce: the first of several that fetch it keeps it, and that
// the service deletes it later changes nothing.
func TestAResultIsKeptOnce(t *testing.T) {
	p := start(t, t.TempDir(), newClock().now)
	defer p.die()
	e := p.submit(document("a.pdf"), "id1")
	p.must(p.Answered(t.Context(), e, success("id1"), time.Time{}))
	first, _, err := p.Find(t.Context(), e.Profile, e.BaseURL, "id1")
	p.must(err)
	p.must(p.Answered(t.Context(), e, api.Extraction{ID: "id1", Status: api.StatusExpired}, time.Time{}))
	p.must(p.Answered(t.Context(), e, success("id1"), time.Time{}))
	if again, _, err := p.Find(t.Context(), e.Profile, e.BaseURL, "id1"); err != nil || again != first {
		t.Errorf("%+v became %+v, %v", first, again, err)
	}
}

// TestTheFileChangedMeanwhile: what was sent is what counts.
func TestTheFileChangedMeanwhile(t *testing.T) {
	p := start(t, t.TempDir(), newClock().now)
	defer p.die()
	in := document("a.pdf")
	e := p.wants(in, Policy{}, Send)
	p.must(p.Sending(t.Context(), e))
	p.must(p.Accepted(t.Context(), e, "id1", "new sum"))
	p.wants(in, Policy{}, Send)
	changed := in
	changed.SHA256 = "new sum"
	p.wants(changed, Policy{}, PickUp)

	other := document("b.pdf")
	e = p.wants(other, Policy{}, Send)
	p.must(p.Sending(t.Context(), e))
	p.must(p.Accepted(t.Context(), e, "id2", "new sum"))
	if _, found, err := p.Find(t.Context(), in.Profile, in.BaseURL, "id2"); !found || err != nil {
		t.Errorf("an extraction got lost: %v", err)
	}
}

func TestSweepAndPrune(t *testing.T) {
	dir, clock := t.TempDir(), newClock()
	dead, p := start(t, dir, clock.now), start(t, dir, clock.now)
	defer p.die()
	dead.wants(document("planned.pdf"), Policy{}, Send)
	e := dead.wants(document("sending.pdf"), Policy{}, Send)
	dead.must(dead.Sending(t.Context(), e))
	p.wants(document("mine.pdf"), Policy{}, Send)
	p.submit(document("accepted.pdf"), "id1")
	dead.die()
	p.must(p.Sweep(t.Context()))
	owners, err := os.ReadDir(filepath.Join(dir, "owners"))
	if err != nil || len(owners) != 1 {
		t.Errorf("the files of owners: %v, %v", owners, err)
	}
	list, err := Collect(p.Entries(t.Context(), Filter{}))
	p.must(err)
	var got []string
	for _, e := range list {
		got = append(got, e.FileName+" "+string(e.State))
	}
	want := []string{"accepted.pdf accepted", "mine.pdf planned", "sending.pdf ambiguous"}
	if len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("newest first: %q, want %q", got, want)
	}
	for _, dry := range []bool{true, false} {
		if n, err := p.Prune(t.Context(), Filter{}, dry); err != nil || n != 2 {
			t.Errorf("pruned %d, %v", n, err)
		}
	}
	list, err = Collect(p.Entries(t.Context(), Filter{OldestFirst: true, Limit: 5, Service: true, Profile: "hosted", BaseURL: "https://example.com"}))
	if err != nil || len(list) != 1 || list[0].FileName != "mine.pdf" {
		t.Errorf("left is %+v, %v", list, err)
	}
}

func TestLearn(t *testing.T) {
	p := start(t, t.TempDir(), newClock().now)
	defer p.die()
	foreign := Entry{Key: Key{Profile: "hosted", BaseURL: "https://example.com"}, ExtractionID: "id9"}
	e, err := p.Learn(t.Context(), foreign)
	p.must(err)
	again, err := p.Learn(t.Context(), foreign)
	if err != nil || again != e || e.State != Accepted {
		t.Errorf("%+v, then %+v, %v", e, again, err)
	}
	if at, _ := e.Expiry(); !at.IsZero() {
		t.Errorf("expires at %v: nobody knows", at)
	}
}

func TestTheLedgerIsTheOwnersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("permissions are different there")
	}
	dir := filepath.Join(t.TempDir(), "state")
	p := start(t, dir, newClock().now)
	p.wants(document("a.pdf"), Policy{}, Send)
	for name, want := range map[string]os.FileMode{"": 0o700, "ledger.db": 0o600, "ledger.db-wal": 0o600, "owners": 0o700} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != want {
			t.Errorf("%q: %v, %v", name, info.Mode(), err)
		}
	}
	p.must(p.Close())
	left, err := os.ReadDir(filepath.Join(dir, "owners"))
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestWhatIsNoResult: a ledger that was damaged is an error and no result.
func TestWhatIsNoResult(t *testing.T) {
	p := start(t, t.TempDir(), newClock().now)
	defer p.die()
	e := p.submit(document("a.pdf"), "id1")
	if _, err := p.Extraction(t.Context(), e); err == nil {
		t.Error("there is a result before there is one")
	}
}

func FuzzDecompress(f *testing.F) {
	body, err := compress(success("id"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(body)
	f.Add([]byte("\x1f\x8b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		x, err := decompress("id", data)
		if err == nil && x.ID != "id" {
			t.Errorf("%+v", x)
		}
	})
}
