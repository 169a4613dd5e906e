package server

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/api"
)

// got is what a body was read as.
type got struct {
	Name, Type, Customer, Document string
	Size                           int64
}

func decode(t *testing.T, body io.Reader, limit int64) (got, error) {
	t.Helper()
	var doc bytes.Buffer
	sub, err := decodeSubmission(body, &doc, limit)
	if err != nil {
		return got{}, err
	}
	return got{sub.Document.Name, sub.DocumentType, sub.Customer, doc.String(), sub.Document.Size}, nil
}

func TestDecodeReads(t *testing.T) {
	full := got{"a.pdf", "receipt", "c", "hello", 5}
	for name, c := range map[string]struct {
		body string
		want got
	}{
		"the usual order":        {`{"file_name":"a.pdf","document_type_name":"receipt","customer":"c","file":"aGVsbG8="}`, full},
		"the file first":         {`{"file":"aGVsbG8=","customer":"c","document_type_name":"receipt","file_name":"a.pdf"}`, full},
		"white space":            {" \n\t{ \"file\" :\r\n \"aGVsbG8=\" , \"file_name\" : \"a.pdf\" } \n", got{"a.pdf", "", "", "hello", 5}},
		"no customer":            {`{"customer":null,"file_name":"a","file":""}`, got{Name: "a"}},
		"unknown members":        {`{"x":{"file":["}",1.5e3,{"\"":null}]},"y":true,"z":-0,"file_name":"a","file":"eA=="}`, got{"a", "", "", "x", 1}},
		"an escaped plus":        {`{"file_name":"a","file":"\u002b\u002B8="}`, got{"a", "", "", "\xfb\xef", 2}},
		"an escaped slash":       {`{"file_name":"a","file":"\/\/8="}`, got{"a", "", "", "\xff\xff", 2}},
		"an escaped letter":      {`{"file_name":"a","file":"\u0061GVsbG8="}`, got{"a", "", "", "hello", 5}},
		"an escaped member name": {`{"file_name":"a","f\u0069le":"aGVsbG8="}`, got{"a", "", "", "hello", 5}},
		"lines of base64":        {`{"file_name":"a","file":"aGV\nsb\r\nG8=\n"}`, got{"a", "", "", "hello", 5}},
		"a data: prefix":         {`{"file_name":"a","file":"data:application/pdf;base64,aGVsbG8="}`, got{"a", "", "", "hello", 5}},
		"an escaped data: URL":   {`{"file_name":"a","file":"DATA:image\/png;name=\u0061;base64,aGVsbG8="}`, got{"a", "", "", "hello", 5}},
		"a base64 that starts d": {`{"file_name":"a","file":"data"}`, got{"a", "", "", "u\xab\x5a", 3}},
		"an empty data: URL":     {`{"file_name":"a","file":"data:;base64,"}`, got{Name: "a"}},
		"a name beyond ASCII":    {`{"file_name":"r\u00e9ç\ud83d\ude00","file":"eA=="}`, got{"réç😀", "", "", "x", 1}},
		"case matters":           {`{"FILE":"!","File_Name":1,"file_name":"a","file":"eA=="}`, got{"a", "", "", "x", 1}},
	} {
		t.Run(name, func(t *testing.T) {
			for way, r := range map[string]io.Reader{
				"at once":      strings.NewReader(c.body),
				"byte by byte": iotest.OneByteReader(strings.NewReader(c.body)),
			} {
				g, err := decode(t, r, 1<<20)
				if err != nil {
					t.Fatalf("%s: %v", way, err)
				}
				if diff := cmp.Diff(c.want, g); diff != "" {
					t.Errorf("%s: %s", way, diff)
				}
			}
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	const ok = `"file_name":"a","file":"eA=="`
	for name, c := range map[string]struct {
		body   string
		status int
		detail string // what one of the details must say
	}{
		"nothing":               {``, 400, "too early"},
		"no object":             {`["a"]`, 400, "object"},
		"half an object":        {`{"file_name":"a","file":"eA==`, 400, "too early"},
		"no comma":              {`{"a":1 "b":2}`, 400, "comma"},
		"a comma too many":      {`{` + ok + `,}`, 400, "comma"},
		"no colon":              {`{"a" 1}`, 400, "colon"},
		"a name without quotes": {`{a:1}`, 400, "quotes"},
		"more behind":           {`{` + ok + `}{}`, 400, "behind"},
		"a second document":     {`{` + ok + `,"file":"eA=="}`, 400, "file: more than once"},
		"an unknown member twice": {
			`{` + ok + `,"x":1,"\u0078":2}`, 400, "x: more than once",
		},
		"no value":               {`{` + ok + `,"x":tru}`, 400, "value"},
		"a bad escape":           {`{"file_name":"a","file":"\x41"}`, 400, "escape"},
		"a control character":    {"{\"file_name\":\"a\",\"file\":\"eA\n==\"}", 400, "control"},
		"no base64":              {`{"file_name":"a","file":"e*=="}`, 400, "base64"},
		"URL base64":             {`{"file_name":"a","file":"-_8="}`, 400, "base64"},
		"base64 without padding": {`{"file_name":"a","file":"eA"}`, 400, "in the middle"},
		"more after the padding": {`{"file_name":"a","file":"eA==eA=="}`, 400, "after the padding"},
		"padding of other bits":  {`{"file_name":"a","file":"eB=="}`, 400, "base64"},
		"data: not in base64":    {`{"file_name":"a","file":"data:text/plain,hello"}`, 400, "data:"},
		"data: without an end":   {`{"file_name":"a","file":"data:` + strings.Repeat("x", 600) + `"}`, 400, "data:"},
		"half a data: prefix":    {`{"file_name":"a","file":"data:;base64"}`, 400, "base64"},
		"an object nested deep":  {`{` + ok + `,"x":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + `}`, 400, "value"},
		"a member too long":      {`{` + ok + `,"x":"` + strings.Repeat("x", maxMember) + `"}`, 400, ""},
		"no name":                {`{"file":"eA=="}`, 422, "file_name: required"},
		"an empty name":          {`{"file":"eA==","file_name":""}`, 422, "file_name: must not be empty"},
		"no document":            {`{"file_name":"a"}`, 422, "file: required"},
		"a null document":        {`{"file_name":"a","file":null}`, 422, "file: required"},
		"a document of numbers":  {`{"file_name":"a","file":[1,2]}`, 422, "file: must be a string"},
		"a name of another type": {`{"file_name":7,"file":"eA=="}`, 422, "file_name: must be a string"},
		"an empty type":          {`{` + ok + `,"document_type_name":""}`, 422, "document_type_name"},
		"an empty customer":      {`{` + ok + `,"customer":""}`, 422, "customer"},
		"too large":              {`{"file_name":"a","file":"` + strings.Repeat("AAAA", 400) + `"}`, 413, ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := decode(t, strings.NewReader(c.body), 1000)
			e, ok := errors.AsType[*api.Error](err)
			if !ok {
				t.Fatalf("error %v", err)
			}
			status := e.HTTPStatus
			if status == 0 {
				status = e.Kind.HTTPStatus()
			}
			if status != c.status {
				t.Errorf("status %d, want %d (%v)", status, c.status, err)
			}
			if !strings.Contains(e.Error(), c.detail) {
				t.Errorf("error %q does not say %q", e.Error(), c.detail)
			}
		})
	}
}

func TestDecodeKeepsTheStoresError(t *testing.T) {
	full := errors.New("no room")
	_, err := decodeSubmission(strings.NewReader(`{"file_name":"a","file":"eA=="}`), failing{full}, 1000)
	if !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
}

func TestDecodeTellsAConnectionThatBroke(t *testing.T) {
	broken := io.MultiReader(strings.NewReader(`{"file_name":"a","file":"eA`), iotest.ErrReader(errors.New("reset")))
	_, err := decodeSubmission(broken, io.Discard, 1000)
	if e := api.AsError(err); e.HTTPStatus != http.StatusRequestTimeout {
		t.Errorf("error %v with status %d", err, e.HTTPStatus)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// FuzzDecode holds the streaming decoder to what encoding/json makes of the
// same body.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"file_name":"a.pdf","document_type_name":"receipt","customer":"c","file":"aGVsbG8="}`,
		`{"file":"\u002b\/8=","file_name":"a"}`, `{"file_name":"a","file":"eA==","file":"eA=="}`,
		`{"file_name":"a","file":"data:x;base64,eA=="}`, `{"file_name":"a","file":"eA==\n"} `,
		`{"file_name":null,"x":[1,{"y":"\\\""}],"file":""}`, `{"file_name":"a","file":"eA=="}x`, `{"":0}`, `{"file_name":"\ud800","file":"data"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if len(body) > 16<<10 { // our bounds on members are not encoding/json's
			return
		}
		want, wantErr := reference(body)
		for way, r := range map[string]io.Reader{"at once": bytes.NewReader(body), "byte by byte": iotest.OneByteReader(bytes.NewReader(body))} {
			g, err := decode(t, r, 1<<20)
			if (err == nil) != (wantErr == nil) {
				t.Fatalf("%s: error %v, reference %v", way, err, wantErr)
			}
			if g != want {
				t.Fatalf("%s: %+v, reference %+v", way, g, want)
			}
		}
	})
}

// reference reads a body with encoding/json, all in memory.
func reference(body []byte) (got, error) {
	members, err := referenceMembers(body)
	if err != nil {
		return got{}, err
	}
	var g got
	var file *string
	for name, into := range map[string]any{"file_name": &g.Name, "document_type_name": &g.Type, "customer": &g.Customer, "file": &file} {
		raw, there := members[name]
		if !there {
			continue
		}
		if err := json.Unmarshal(raw, into); err != nil {
			return got{}, err
		}
		if string(raw) == `""` && name != "file" {
			return got{}, errors.New("empty")
		}
	}
	if g.Name == "" || file == nil {
		return got{}, errors.New("missing")
	}
	encoded := *file
	if len(encoded) >= 5 && strings.EqualFold(encoded[:5], "data:") {
		prefix, rest, found := strings.Cut(encoded, ",")
		if !found || !strings.HasSuffix(strings.ToLower(prefix), ";base64") || len(prefix) >= maxDataPrefix {
			return got{}, errors.New("data")
		}
		encoded = rest
	}
	doc, err := base64.StdEncoding.Strict().DecodeString(encoded)
	if err != nil {
		return got{}, err
	}
	g.Document, g.Size = string(doc), int64(len(doc))
	return g, nil
}

// referenceMembers gives the members of an object that has none twice.
func referenceMembers(body []byte) (map[string]json.RawMessage, error) {
	if !json.Valid(body) {
		return nil, errors.New("no JSON")
	}
	dec := json.NewDecoder(bytes.NewReader(body))
	if start, err := dec.Token(); err != nil || start != json.Delim('{') {
		return nil, errors.New("no object")
	}
	members := map[string]json.RawMessage{}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return nil, err
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return nil, err
		}
		if _, twice := members[name.(string)]; twice {
			return nil, fmt.Errorf("%s twice", name)
		}
		members[name.(string)] = raw
	}
	return members, nil
}

func TestDecodeDoesNotGrowWithTheDocument(t *testing.T) {
	const size = 100 << 20
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	sub, err := decodeSubmission(upload(size), io.Discard, size)
	runtime.ReadMemStats(&after)
	if err != nil || sub.Document.Size != size {
		t.Fatalf("%d bytes, error %v", sub.Document.Size, err)
	}
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 2<<20 {
		t.Errorf("100 MiB took %d KiB of memory", grown>>10)
	}
}

func BenchmarkDecode(b *testing.B) {
	const size = 16 << 20
	b.SetBytes(size)
	for b.Loop() {
		if _, err := decodeSubmission(upload(size), io.Discard, size); err != nil {
			b.Fatal(err)
		}
	}
}

// upload is the body of a submission of size zero bytes.
func upload(size int64) io.Reader {
	n := int64(base64.StdEncoding.EncodedLen(int(size)))
	tail := "AAAA"
	switch size % 3 {
	case 1:
		tail = "AA=="
	case 2:
		tail = "AAA="
	}
	return io.MultiReader(strings.NewReader(`{"file_name":"a","file":"`), io.LimitReader(letters{}, n-4), strings.NewReader(tail+`"}`))
}

type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'A'
	}
	return len(p), nil
}
