package api_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/docextract/docextract/internal/api"
)

func TestPollIsWrittenAsPublished(t *testing.T) {
	empty := `{"object_id":"o","file_name":"","customer":null,"extracted_fields":[],"line_items":[],"vat_rates":[],"pages":[]}`
	tests := map[string]struct {
		x    api.Extraction
		want string
	}{
		"in progress":          {api.Extraction{Status: api.StatusInProgress}, `{"status":"IN_PROGRESS","error":{},"result":{}}`},
		"expired":              {api.Extraction{Status: api.StatusExpired}, `{"status":"EXPIRED","error":{},"result":{}}`},
		"success":              {api.Extraction{Status: api.StatusSuccess, Result: &api.Result{ObjectID: "o"}}, `{"status":"SUCCESS","error":{},"result":` + empty + `}`},
		"error":                {api.Extraction{Status: api.StatusError, Error: api.DocumentError("EMPTY", "no bytes")}, `{"status":"ERROR","error":{"code":"EMPTY","message":"no bytes","details":[]},"result":{}}`},
		"nothing that applies": {api.Extraction{Status: api.StatusInProgress, Result: &api.Result{}, Error: &api.Error{}}, `{"status":"IN_PROGRESS","error":{},"result":{}}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := api.EncodePoll(tt.x)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, string(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestPollVariants covers the poll bodies of other writers.
func TestPollVariants(t *testing.T) {
	noReason := api.DocumentError("INTERNAL", "the service could not process the document and gave no reason")
	tests := map[string]struct {
		body string
		want api.Extraction
	}{
		"in progress":              {`{"status":"IN_PROGRESS","error":{},"result":{}}`, api.Extraction{Status: api.StatusInProgress}},
		"in progress, space":       {`{"status":"IN PROGRESS","error":null,"result":null}`, api.Extraction{Status: api.StatusInProgress, RawStatus: "IN PROGRESS"}},
		"processing":               {`{"status":"PROCESSING"}`, api.Extraction{Status: api.StatusInProgress, RawStatus: "PROCESSING"}},
		"pending":                  {`{"status":"pending"}`, api.Extraction{Status: api.StatusInProgress, RawStatus: "pending"}},
		"queued":                   {`{"status":"QUEUED"}`, api.Extraction{Status: api.StatusInProgress, RawStatus: "QUEUED"}},
		"an unknown word":          {`{"status":"PONDERING"}`, api.Extraction{Status: api.StatusInProgress, RawStatus: "PONDERING"}},
		"failed":                   {`{"status":"FAILED","error":{"code":"CORRUPT","message":"m"}}`, api.Extraction{Status: api.StatusError, RawStatus: "FAILED", Error: api.DocumentError("CORRUPT", "m")}},
		"failure, error null":      {`{"status":"failure","error":null}`, api.Extraction{Status: api.StatusError, RawStatus: "failure", Error: noReason}},
		"error, error {}":          {`{"status":"ERROR","error":{},"result":{}}`, api.Extraction{Status: api.StatusError, RawStatus: "ERROR", Error: noReason}},
		"error a string":           {`{"status":"ERROR","error":"broken"}`, api.Extraction{Status: api.StatusError, RawStatus: "ERROR", Error: api.DocumentError("INTERNAL", "broken")}},
		"error with detail string": {`{"status":"ERROR","error":{"code":"C","message":"m","details":"page 3"}}`, api.Extraction{Status: api.StatusError, RawStatus: "ERROR", Error: api.DocumentError("C", "m", "page 3")}},
		"expired":                  {`{"status":"EXPIRED","error":null,"result":null}`, api.Extraction{Status: api.StatusExpired, RawStatus: "EXPIRED"}},
		"success, error null":      {`{"status":"Success","error":null,"result":{"object_id":"o"}}`, api.Extraction{Status: api.StatusSuccess, RawStatus: "Success", Result: &api.Result{ObjectID: "o"}}},
		"success, result null":     {`{"status":"SUCCESS","result":null}`, api.Extraction{Status: api.StatusSuccess, RawStatus: "SUCCESS", Result: &api.Result{}}},
		"unknown members":          {`{"status":"SUCCESS","result":{"object_id":"o","adjusted_s3_url":"u"},"eta":3}`, api.Extraction{Status: api.StatusSuccess, RawStatus: "SUCCESS", Result: &api.Result{ObjectID: "o"}}},
		"white space and a mark":   {"\n\xef\xbb\xbf {\"status\":\"EXPIRED\"}\n", api.Extraction{Status: api.StatusExpired, RawStatus: "EXPIRED"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := api.DecodePoll("id1", []byte(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			tt.want.ID, tt.want.Raw = "id1", []byte(tt.body)
			if tt.want.RawStatus == "" {
				tt.want.RawStatus = string(tt.want.Status)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPollThatIsNoAnswer(t *testing.T) {
	for name, body := range map[string]string{
		"empty":          "",
		"a web page":     "<html><title>Welcome</title></html>",
		"a list":         "[]",
		"no status":      `{"result":{}}`,
		"broken JSON":    `{"status":"SUCCESS"`,
		"another result": `{"status":"SUCCESS","result":{"extracted_fields":[7]}}`,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := api.DecodePoll("id1", []byte(body))
			if api.KindOf(err) != api.KindUnavailable {
				t.Errorf("got %v", err)
			}
		})
	}
}

// An outcome that was stored as JSON is answered with as if it had been read.
func TestPollOf(t *testing.T) {
	quotes := "<\"&\u2028>"
	r := &api.Result{ObjectID: "o", Fields: []api.Field{{Name: "f", Values: []api.Value{{Text: &quotes}}}}}
	result, err := r.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	e := api.DocumentError("CORRUPT", quotes, "page 3")
	failure, err := e.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		extraction api.Extraction
		outcome    []byte
	}{
		{api.Extraction{Status: api.StatusSuccess, Result: r}, result},
		{api.Extraction{Status: api.StatusError, Error: e}, failure},
		{api.Extraction{Status: api.StatusInProgress}, nil},
		{api.Extraction{Status: api.StatusExpired}, nil},
	} {
		want, err := api.EncodePoll(tt.extraction)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(api.PollOf(tt.extraction.Status, tt.outcome))); diff != "" {
			t.Errorf("%s: %s", tt.extraction.Status, diff)
		}
	}
}

func FuzzDecodePoll(f *testing.F) {
	f.Add([]byte(`{"status":"SUCCESS","error":{},"result":{"object_id":"o","customer":null,"extracted_fields":[{"name":"f","values":[{"x":1,"value":"v","confidence_score":"0.5"}]}],"line_items":[[null]],"pages":[{"width":1}]}}`))
	f.Add([]byte(`{"status":"ERROR","error":{"code":"C","details":[{"a":1}]}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		x, err := api.DecodePoll("id", body)
		if err != nil {
			return
		}
		if string(x.Raw) != string(body) {
			t.Fatal("the body was not kept")
		}
		// What our server would write of it must read back as the same.
		b, err := api.EncodePoll(x)
		if err != nil {
			t.Fatal(err)
		}
		back, err := api.DecodePoll("id", b)
		if err != nil {
			t.Fatal(err)
		}
		same := cmp.Options{
			cmpopts.IgnoreFields(api.Extraction{}, "Raw", "RawStatus"),
			cmpopts.EquateEmpty(),
			// A field without values is written as one that was not found.
			cmp.Transformer("values", func(f api.Field) []api.Value { return append(f.Values, api.Value{})[:max(1, len(f.Values))] }),
		}
		if diff := cmp.Diff(x, back, same); diff != "" {
			t.Error(diff)
		}
	})
}
