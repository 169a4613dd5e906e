package service_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/service"
	"github.com/docextract/docextract/internal/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// engine is an Extractor made of one function of the document's text.
type engine func(ctx context.Context, text string) (*api.Result, error)

func (e engine) Extract(ctx context.Context, _ string, r io.ReaderAt, size int64, t api.DocumentType) (*api.Result, error) {
	data, err := io.ReadAll(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, err
	}
	result, err := e(ctx, string(data))
	if result != nil { // every field of the type is there
		for _, f := range t.Fields {
			if _, ok := result.Field(f.Name); !ok {
				result.Fields = append(result.Fields, api.Field{Name: f.Name, DataType: f.Type, Values: []api.Value{{}}})
			}
		}
	}
	return result, err
}

// echo finds the document's text.
func echo(_ context.Context, text string) (*api.Result, error) { return resultOf(text), nil }

func resultOf(text string) *api.Result {
	return &api.Result{Fields: []api.Field{{Name: api.InvoiceNumber, DataType: api.TypeString, Values: []api.Value{{Text: &text, Confidence: 1}}}}}
}

// rig is a service on a data folder, which outlives it.
type rig struct {
	*service.Service

	dir   string
	store *store.Store
	stop  func()
}

// start runs a service until the test ends or stop is called.
func start(t *testing.T, dir string, e engine, change ...func(*service.Config)) *rig {
	t.Helper()
	st, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	c := service.Config{Store: st, Engine: e, Version: "test"}
	for _, f := range change {
		f(&c)
	}
	r := &rig{Service: service.New(c), dir: dir, store: st}
	if err := r.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	stopped := false
	r.stop = func() {
		if stopped {
			return
		}
		stopped = true
		// No time to finish: what is running is given back.
		ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
		cancel()
		_ = r.Shutdown(ctx)
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}
	t.Cleanup(r.stop)
	return r
}

func limits(l service.Limits) func(*service.Config) {
	return func(c *service.Config) { c.Limits = l }
}

func submission(text string) api.Submission {
	return api.Submission{Document: api.BytesDocument("a.pdf", []byte(text))}
}

func (r *rig) submit(t *testing.T, s api.Submission) string {
	t.Helper()
	id, err := r.Submit(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func (r *rig) poll(t *testing.T, id string, hold time.Duration) api.Extraction {
	t.Helper()
	x, err := r.Poll(t.Context(), id, hold)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// documents counts the documents on the disk.
func (r *rig) documents(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(r.dir, "documents"))
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

// text is what echo found.
func text(x api.Extraction) string {
	if x.Result == nil || len(x.Result.Fields) == 0 {
		return fmt.Sprintf("%s %v", x.Status, x.Error)
	}
	return x.Result.Fields[0].Best().String()
}

func TestADocumentIsProcessed(t *testing.T) {
	r := start(t, t.TempDir(), echo)
	s := submission("hello")
	s.Customer, s.DocumentType = "c", "receipt"
	id := r.submit(t, s)
	x := r.poll(t, id, time.Minute)
	if text(x) != "hello" || x.ID != id || x.Status != api.StatusSuccess || x.RawStatus != "SUCCESS" || x.FinishedAt.IsZero() {
		t.Errorf("got %+v", x)
	}
	if x.Result.FileName != "a.pdf" || x.Result.Customer != "c" || len(x.Result.ObjectID) != 40 || x.Result.ObjectID == id {
		t.Errorf("result %+v", x.Result)
	}
	r.stop()
	if n := r.documents(t); n != 0 {
		t.Errorf("%d documents are left", n)
	}
}

func TestAnUnknownIDIsNotFound(t *testing.T) {
	r := start(t, t.TempDir(), echo)
	for _, id := range []string{"", "x", strings.Repeat("0", 40), "../a"} {
		if _, err := r.Poll(t.Context(), id, time.Minute); api.KindOf(err) != api.KindNotFound {
			t.Errorf("%q: %v", id, err)
		}
	}
}

func TestWhatIsRefusedLeavesNothing(t *testing.T) {
	r := start(t, t.TempDir(), echo, limits(service.Limits{DocumentBytes: 1 << 20}))
	broken := api.Document{Name: "a", Open: func() (io.ReadCloser, error) { return nil, errors.New("no such file") }}
	for name, c := range map[string]struct {
		submission api.Submission
		kind       api.Kind
		code       string
	}{
		"an unknown type": {api.Submission{Document: api.BytesDocument("a", nil), DocumentType: "letter"}, api.KindInvalid, api.CodeUnknownDocumentType},
		"no name":         {api.Submission{Document: api.BytesDocument("", nil)}, api.KindInvalid, api.CodeInvalidRequest},
		"too large":       {submission(strings.Repeat("x", 1<<20+1)), api.KindTooLarge, api.CodeTooLarge},
		"unreadable":      {api.Submission{Document: broken}, api.KindUnreadable, api.CodeUnreadable},
	} {
		_, err := r.Submit(t.Context(), c.submission)
		if e := api.AsError(err); e == nil || e.Kind != c.kind || e.Code != c.code {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if n := r.documents(t); n != 0 {
		t.Errorf("%d documents are left", n)
	}
	if n, err := r.Busy(t.Context()); n != 0 || err != nil {
		t.Errorf("%d are being worked on (%v)", n, err)
	}
	if text(r.poll(t, r.submit(t, submission(strings.Repeat("x", 1<<20))), time.Minute)) == "" {
		t.Error("the longest document was refused")
	}
}

func TestAnUnknownTypeIsAnsweredWithTheKnown(t *testing.T) {
	r := start(t, t.TempDir(), echo)
	s := submission("x")
	s.DocumentType = "letter"
	_, err := r.Submit(t.Context(), s)
	e := api.AsError(err)
	if !strings.Contains(e.Message, `"letter"`) || len(e.Details) != len(api.BuiltinTypes()) || e.Details[0] != "invoice" {
		t.Errorf("error %+v", e)
	}
}

func TestFailuresOfTheEngine(t *testing.T) {
	engines := map[string]func() (*api.Result, error){
		"the document's": func() (*api.Result, error) { return nil, api.DocumentError(api.CodeEncrypted, "locked", "page 1") },
		"wrapped": func() (*api.Result, error) {
			return nil, fmt.Errorf("read: %w", api.DocumentError(api.CodeCorrupt, "broken"))
		},
		"a secret":   func() (*api.Result, error) { return nil, errors.New("/home/secret") },
		"a panic":    func() (*api.Result, error) { panic("secret") },
		"no result":  func() (*api.Result, error) { return nil, nil },
		"no meaning": func() (*api.Result, error) { return nil, &api.Error{Message: "secret"} },
	}
	r := start(t, t.TempDir(), func(_ context.Context, text string) (*api.Result, error) {
		if e, ok := engines[text]; ok {
			return e()
		}
		return resultOf(text), nil
	})
	for document, want := range map[string]string{
		"the document's": api.CodeEncrypted, "wrapped": api.CodeCorrupt, "a secret": api.CodeInternal,
		"a panic": api.CodeInternal, "no result": api.CodeInternal, "no meaning": api.CodeInternal,
	} {
		x := r.poll(t, r.submit(t, submission(document)), time.Minute)
		if x.Status != api.StatusError || x.Error.Code != want || x.Error.Kind != api.KindDocument || x.Result != nil {
			t.Errorf("%s: %+v", document, x)
			continue
		}
		if strings.Contains(x.Error.Error(), "secret") {
			t.Errorf("%s: told %q", document, x.Error)
		}
	}
	if got := text(r.poll(t, r.submit(t, submission("fine")), time.Minute)); got != "fine" {
		t.Errorf("after all that: %s", got)
	}
}

func TestAwaitingPoll(t *testing.T) {
	r := start(t, t.TempDir(), echo, limits(service.Limits{Workers: 1})) // one worker keeps the order
	var ids []string
	for i := range 3 {
		s := submission("x")
		s.Customer = []string{"a", "b", "a"}[i]
		ids = append(ids, r.submit(t, s))
	}
	r.poll(t, ids[2], time.Minute)
	for customer, want := range map[string]string{"": ids[0] + ids[1], "a": ids[0], "b": ids[1], "c": ""} {
		got, err := r.AwaitingPoll(t.Context(), customer)
		if err != nil || strings.Join(got, "") != want {
			t.Errorf("%q: %v (%v)", customer, got, err)
		}
	}
}

func TestHealthAndTypes(t *testing.T) {
	r := start(t, t.TempDir(), echo)
	h, err := r.Health(t.Context())
	if err != nil || !h.Own || h.Server != "docextract/test" {
		t.Errorf("%+v (%v)", h, err)
	}
	types, err := r.DocumentTypes(t.Context())
	if err != nil || len(types) != 5 {
		t.Errorf("%d types (%v)", len(types), err)
	}
}
