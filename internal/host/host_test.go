package host_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"go.uber.org/goleak"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/host"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childData); dir != "" {
		fmt.Fprintln(os.Stderr, runChild(dir))
		os.Exit(1)
	}
	goleak.VerifyTestMain(m)
}

// sizes is an engine that finds how long a document is.
type sizes struct{}

func (sizes) Extract(_ context.Context, _ string, r io.ReaderAt, size int64, t api.DocumentType) (*api.Result, error) {
	data, err := io.ReadAll(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, err
	}
	text := fmt.Sprintf("%d", len(data))
	var fields []api.Field
	for _, f := range t.Fields {
		fields = append(fields, api.Field{Name: f.Name, DataType: f.Type, Values: []api.Value{{Text: &text, Confidence: 1}}})
	}
	return &api.Result{Fields: fields}, nil
}

func TestTheWholeWay(t *testing.T) {
	h, err := host.Open(t.Context(), host.Config{Dir: t.TempDir(), Engine: sizes{}, Version: "1.2.3"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := h.Close(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	srv := httptest.NewServer(h.Handler(host.Trusted))
	defer srv.Close()

	body := `{"file_name":"a.pdf","document_type_name":"receipt","file":"` + base64.StdEncoding.EncodeToString([]byte("hello")) + `"}`
	res := do(t, http.MethodPost, srv.URL+"/api/v1/extract-data-async/", body)
	if res.status != http.StatusAccepted {
		t.Fatalf("status %d: %s", res.status, res.body)
	}
	id, err := api.DecodeAccepted(res.body)
	if err != nil {
		t.Fatal(err)
	}
	res = do(t, http.MethodGet, srv.URL+"/api/get-extraction-data?extraction_id="+id, "")
	x, err := api.DecodePoll(id, res.body)
	if err != nil {
		t.Fatal(err)
	}
	if x.Status != api.StatusSuccess || x.Result.FileName != "a.pdf" || x.Result.Fields[0].Best().String() != "5" {
		t.Errorf("got %s", res.body)
	}
	if got := res.header.Get("Server"); got != "docextract/1.2.3" {
		t.Errorf("Server: %q", got)
	}
	res = do(t, http.MethodPost, srv.URL+"/api/extract-data", body)
	if res.status != http.StatusOK || !json.Valid(res.body) {
		t.Errorf("synchronous: %d %s", res.status, res.body)
	}
}

type answer struct {
	status int
	header http.Header
	body   []byte
}

func do(t *testing.T, method, url, body string) answer {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, bytes.NewReader([]byte(body)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Prefer", "wait=10")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	http.DefaultClient.CloseIdleConnections()
	return answer{res.StatusCode, res.Header, data}
}
