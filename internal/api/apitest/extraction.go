package apitest

import (
	"reflect"
	"regexp"
	"sync"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
)

func health(t *testing.T, svc api.Service) {
	t.Helper()
	h, err := svc.Health(t.Context())
	if err != nil || !h.Own {
		t.Errorf("got %+v, %v", h, err)
	}
}

func documentTypes(t *testing.T, svc api.Service) {
	t.Helper()
	got, err := svc.DocumentTypes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if want := api.BuiltinTypes(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// idShape is a KSUID in hex.
var idShape = regexp.MustCompile(`^[0-9a-f]{40}$`)

func goodDocument(t *testing.T, svc api.Service) {
	t.Helper()
	before := time.Now().Truncate(time.Second)
	s := submission()
	s.Customer = "ACME"
	id := submit(t, svc, s)
	if !idShape.MatchString(id) {
		t.Errorf("the id %q is not 40 hex digits", id)
	}
	x := finish(t, svc, id)
	if x.Status != api.StatusSuccess || x.RawStatus != "SUCCESS" || x.Error != nil || x.Result == nil {
		t.Fatalf("got %+v, error %v", x, x.Error)
	}
	if x.FinishedAt.Before(before) || x.FinishedAt.After(time.Now()) {
		t.Errorf("finished at %v, submitted after %v", x.FinishedAt, before)
	}
	if x.Result.FileName != "invoice.xml" || x.Result.Customer != "ACME" || x.Result.ObjectID == "" {
		t.Errorf("file %q, customer %q, object %q", x.Result.FileName, x.Result.Customer, x.Result.ObjectID)
	}
	builtin, _ := api.BuiltinType(api.DefaultDocumentType)
	holdsFields(t, x.Result, builtin)
}

// holdsFields wants every field of the type, each with a value, if only null.
func holdsFields(t *testing.T, r *api.Result, dt api.DocumentType) {
	t.Helper()
	for _, spec := range dt.Fields {
		f, ok := r.Field(spec.Name)
		if !ok || f.DataType != spec.Type || len(f.Values) == 0 || len(f.Values) > 5 {
			t.Errorf("%s: field %s is %+v", dt.Name, spec.Name, f)
		}
		for _, v := range f.Values {
			if v.Confidence < 0 || v.Confidence > 1 || !v.Found() && v.Confidence != 0 {
				t.Errorf("%s: field %s has the value %+v", dt.Name, spec.Name, v)
			}
		}
	}
}

func badDocument(t *testing.T, svc api.Service) {
	t.Helper()
	s := submission()
	s.Document = api.BytesDocument("invoice.pdf", []byte(Bad))
	failsAsDocument(t, finish(t, svc, submit(t, svc, s)))
}

func emptyDocument(t *testing.T, svc api.Service) {
	t.Helper()
	s := submission()
	s.Document = api.BytesDocument("empty.pdf", nil)
	failsAsDocument(t, finish(t, svc, submit(t, svc, s)))
}

func failsAsDocument(t *testing.T, x api.Extraction) {
	t.Helper()
	if x.Status != api.StatusError || x.RawStatus != "ERROR" || x.Result != nil || x.Error == nil || x.FinishedAt.IsZero() {
		t.Fatalf("got %+v", x)
	}
	_ = wantKind(t, x.Error, api.KindDocument)
}

func defaultType(t *testing.T, svc api.Service) {
	t.Helper()
	s := submission()
	s.DocumentType = ""
	x := finish(t, svc, submit(t, svc, s))
	if x.Status != api.StatusSuccess {
		t.Fatalf("got %+v, error %v", x, x.Error)
	}
	builtin, _ := api.BuiltinType(api.DefaultDocumentType)
	holdsFields(t, x.Result, builtin)
}

func unknownType(t *testing.T, svc api.Service) {
	t.Helper()
	s := submission()
	s.DocumentType = "love-letter"
	_, err := svc.Submit(t.Context(), s)
	if e := wantKind(t, err, api.KindInvalid); e.Code != api.CodeUnknownDocumentType {
		t.Errorf("code %s", e.Code)
	}
}

func everyType(t *testing.T, svc api.Service) {
	t.Helper()
	for _, dt := range api.BuiltinTypes() {
		s := submission()
		s.DocumentType = dt.Name
		x := finish(t, svc, submit(t, svc, s))
		if x.Status != api.StatusSuccess {
			t.Fatalf("%s: got %+v, error %v", dt.Name, x, x.Error)
		}
		holdsFields(t, x.Result, dt)
	}
}

func namesSurvive(t *testing.T, svc api.Service) {
	t.Helper()
	const name = `Rechnung "März" <1> & 請求書 \ 2.xml`
	s := submission()
	s.Document.Name, s.Customer = name, `Müller & "Söhne"`
	x := finish(t, svc, submit(t, svc, s))
	if x.Status != api.StatusSuccess {
		t.Fatalf("got %+v, error %v", x, x.Error)
	}
	if x.Result.FileName != name || x.Result.Customer != s.Customer {
		t.Errorf("file %q, customer %q", x.Result.FileName, x.Result.Customer)
	}
}

func manyAtOnce(t *testing.T, svc api.Service) {
	t.Helper()
	const many = 12
	ids := make([]string, many)
	var wg sync.WaitGroup
	for i := range many {
		wg.Go(func() {
			var err error
			if ids[i], err = svc.Submit(t.Context(), submission()); err != nil {
				t.Errorf("submission %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	seen := map[string]bool{}
	for _, id := range ids {
		if id == "" {
			continue
		}
		if seen[id] {
			t.Errorf("the id %s was given twice", id)
		}
		seen[id] = true
		_ = finish(t, svc, id)
	}
}
