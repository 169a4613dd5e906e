// Package docs_test holds the documentation against the program: that the API
// contract is one, that links lead somewhere, that NOTICE is complete.
package docs_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/docextract/docextract/internal/api"
)

func contract(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromFile("openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestContractIsValid also holds the examples against their schemas.
func TestContractIsValid(t *testing.T) {
	if err := contract(t).Validate(t.Context(), openapi3.EnableExamplesValidation()); err != nil {
		t.Error(err)
	}
}

func TestContractHoldsWhatTheVocabularyWrites(t *testing.T) {
	confident := "440.0000"
	result := &api.Result{
		ObjectID: "o", FileName: "a.pdf", Pages: []api.PageSize{{Width: 2480, Height: 3508}},
		Fields:    []api.Field{{Name: api.TotalAmount, DataType: api.TypeNumber, Values: []api.Value{{Text: &confident, Confidence: 1, Box: &api.Box{Width: 3, Height: 4}}}}, {Name: api.IBAN, DataType: api.TypeString}},
		LineItems: []api.Row{{{Name: api.NetPrice, DataType: api.TypeNumber}}},
		VATRates:  []api.Row{{{Name: api.VATRateNet, DataType: api.TypeNumber}}},
	}
	for name, x := range map[string]api.Extraction{
		"in progress": {Status: api.StatusInProgress},
		"success":     {Status: api.StatusSuccess, Result: result},
		"error":       {Status: api.StatusError, Error: api.DocumentError(api.CodeEmpty, "the file is empty")},
		"expired":     {Status: api.StatusExpired},
	} {
		body, err := api.EncodePoll(x)
		if err != nil {
			t.Fatal(err)
		}
		holds(t, "Extraction", name, body)
	}
	types, err := api.EncodeDocumentTypes(api.BuiltinTypes())
	if err != nil {
		t.Fatal(err)
	}
	holds(t, "DocumentTypes", "built-in types", types)
	holds(t, "Accepted", "accepted", api.EncodeAccepted("14a5"))
}

func TestContractRefusesWhatIsWrong(t *testing.T) {
	for name, body := range map[string]string{
		"a number as a value":   `{"status":"SUCCESS","error":{},"result":{"object_id":"o","file_name":"","customer":null,"extracted_fields":[{"name":"f","data_type":"NUMBER","multiple_values":false,"values":[{"x":0,"y":0,"width":0,"height":0,"page_number":0,"value":440,"confidence_score":1}]}],"line_items":[],"vat_rates":[],"pages":[]}}`,
		"a result in progress":  `{"status":"IN_PROGRESS","error":{},"result":{"object_id":"o"}}`,
		"an unknown status":     `{"status":"DONE","error":{},"result":{}}`,
		"an error with no code": `{"status":"ERROR","error":{"message":"m","details":[]},"result":{}}`,
	} {
		if err := visit(t, "Extraction", []byte(body)); err == nil {
			t.Errorf("%s passes", name)
		}
	}
}

func holds(t *testing.T, schema, name string, body []byte) {
	t.Helper()
	if err := visit(t, schema, body); err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

// TestContractNamesEveryCode keeps the list of codes in the contract complete.
func TestContractNamesEveryCode(t *testing.T) {
	text := contract(t).Components.Schemas["Error"].Value.Properties["code"].Value.Description
	for _, code := range []string{
		api.CodeInvalidRequest, api.CodeUnknownDocumentType, api.CodeUnauthorized, api.CodeForbidden, api.CodeNotFound, api.CodeTooLarge, api.CodeRateLimited, api.CodeUnavailable,
		api.CodeEmpty, api.CodeUnsupported, api.CodeCorrupt, api.CodeEncrypted, api.CodeNoTextLayer, api.CodeTooManyPages, api.CodeTimeout, api.CodeInternal,
	} {
		if !slices.Contains(words(text), code) {
			t.Errorf("the contract does not name %s", code)
		}
	}
}

// visit holds a JSON body against a schema of the contract.
func visit(t *testing.T, schema string, body []byte) error {
	t.Helper()
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatal(err)
	}
	return contract(t).Components.Schemas[schema].Value.VisitJSON(v)
}

// words are the upper-case words of a text.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return (r < 'A' || r > 'Z') && r != '_' })
}
