package host_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
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
	return textResult(int64(len(data)), t), nil
}

// textResult is a result whose every field is n.
func textResult(n int64, t api.DocumentType) *api.Result {
	text := strconv.FormatInt(n, 10)
	r := &api.Result{}
	for _, f := range t.Fields {
		r.Fields = append(r.Fields, api.Field{Name: f.Name, DataType: f.Type, Values: []api.Value{{Text: &text, Confidence: 1}}})
	}
	return r
}

func TestTheWholeWay(t *testing.T) {
	h := open(t, host.Config{Dir: t.TempDir(), Engine: sizes{}, Version: "1.2.3"})
	c := newClient(t)
	srv := httptest.NewServer(h.Handler(host.Trusted))
	t.Cleanup(srv.Close)

	body := `{"file_name":"a.pdf","document_type_name":"receipt","file":"` + base64.StdEncoding.EncodeToString([]byte("hello")) + `"}`
	res := send(t, c, http.MethodPost, srv.URL+"/api/v1/extract-data-async/", strings.NewReader(body))
	if res.status != http.StatusAccepted {
		t.Fatalf("status %d: %s", res.status, res.body)
	}
	id, err := api.DecodeAccepted(res.body)
	if err != nil {
		t.Fatal(err)
	}
	res = send(t, c, http.MethodGet, srv.URL+"/api/get-extraction-data?extraction_id="+id, nil, "Prefer", "wait=10")
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
	res = send(t, c, http.MethodPost, srv.URL+"/api/extract-data", strings.NewReader(body))
	if res.status != http.StatusOK || !json.Valid(res.body) {
		t.Errorf("synchronous: %d %s", res.status, res.body)
	}
}

type answer struct {
	status int
	header http.Header
	body   []byte
}
