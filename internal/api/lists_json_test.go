package api_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/api"
)

func TestAccepted(t *testing.T) {
	if got, want := string(api.EncodeAccepted("ab12")), `{"extraction_id":"ab12"}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for body, want := range map[string]string{
		`{"extraction_id":"ab12"}`:             "ab12",
		`{"extraction_id":" ab12\n","more":1}`: "ab12",
		`{"extraction_id":""}`:                 "",
		`{"extraction_id":null}`:               "",
		`{"id":"ab12"}`:                        "",
		`{}`:                                   "",
		``:                                     "",
		`<html></html>`:                        "",
	} {
		got, err := api.DecodeAccepted([]byte(body))
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: got %q, %v; want %q", body, got, err, want)
		}
	}
}

func TestAwaiting(t *testing.T) {
	if got, err := api.EncodeAwaiting(nil); err != nil || string(got) != `{"extraction_ids":[]}` {
		t.Errorf("got %s, %v", got, err)
	}
	for body, want := range map[string][]string{
		`{"extraction_ids":["a","b"]}`: {"a", "b"},
		`{"extraction_ids":[]}`:        {},
		`{"extraction_ids":null}`:      {},
		`{}`:                           {},
	} {
		got, err := api.DecodeAwaiting([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", body, diff)
		}
	}
	if _, err := api.DecodeAwaiting([]byte("<html>")); api.KindOf(err) != api.KindUnavailable {
		t.Errorf("got %v", err)
	}
}

func TestDocumentTypesComeBackAsTheyWere(t *testing.T) {
	body, err := api.EncodeDocumentTypes(api.BuiltinTypes())
	if err != nil {
		t.Fatal(err)
	}
	got, next, err := api.DecodeDocumentTypes(body)
	if err != nil || next != "" {
		t.Fatalf("next %q, %v", next, err)
	}
	if diff := cmp.Diff(api.BuiltinTypes(), got); diff != "" {
		t.Error(diff)
	}
}

func TestDocumentTypeIsWrittenAsPublished(t *testing.T) {
	body, err := api.EncodeDocumentTypes([]api.DocumentType{{Name: "a b", Fields: []api.FieldSpec{{Name: "f", Type: "DATE"}}}})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"count":1,"next":null,"previous":null,"results":[{"url":"/api/document-types/a%20b/","name":"a b","fields":[{"name":"f","type":"DATE"}],"line_items":[],"vat_rates":[]}]}`
	if diff := cmp.Diff(want, string(body)); diff != "" {
		t.Error(diff)
	}
}

func TestDocumentTypesVariants(t *testing.T) {
	one := []api.DocumentType{{Name: "simple-invoice", Fields: []api.FieldSpec{{Name: "f", Type: "NUMBER"}}}}
	tests := map[string]struct {
		body  string
		types []api.DocumentType
		next  string
	}{
		"legacy page":   {`{"count":2,"next":"https://h/api/document-types/?page=2","previous":null,"results":[{"url":"https://h/api/document-types/7/","name":"simple-invoice","fields":[{"name":"f","type":"NUMBER"}]}]}`, one, "https://h/api/document-types/?page=2"},
		"plain list":    {`[{"name":"simple-invoice","fields":[{"name":"f","type":"number"}]}]`, one, ""},
		"name from url": {`{"results":[{"url":"https://h/api/document-types/77/"}]}`, []api.DocumentType{{Name: "77"}}, ""},
		"no types":      {`{"count":0,"next":null,"results":[]}`, []api.DocumentType{}, ""},
		"null results":  {`{"results":null}`, []api.DocumentType{}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			types, next, err := api.DecodeDocumentTypes([]byte(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.types, types); diff != "" || next != tt.next {
				t.Errorf("next %q; %s", next, diff)
			}
		})
	}
	for _, body := range []string{"", "<html>", "[7]", `{"results":[[]]}`} {
		if _, _, err := api.DecodeDocumentTypes([]byte(body)); api.KindOf(err) != api.KindUnavailable {
			t.Errorf("%q: got %v", body, err)
		}
	}
}

func FuzzDecodeLists(f *testing.F) {
	f.Add([]byte(`{"extraction_id":"a","extraction_ids":["b"],"results":[{"url":"http://h/a/","fields":[{"name":"f"}]}],"next":"x"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		if id, err := api.DecodeAccepted(body); (err == nil) != (id != "") {
			t.Errorf("id %q, %v", id, err)
		}
		if types, _, err := api.DecodeDocumentTypes(body); err == nil && types == nil {
			t.Error("no list")
		}
		if ids, err := api.DecodeAwaiting(body); err == nil && ids == nil {
			t.Error("no list")
		}
	})
}
