package api

import (
	"encoding/json"
	"net/url"
	"path"
	"strings"
)

// EncodeAccepted writes the answer to a submission that was taken.
func EncodeAccepted(id string) []byte {
	b, _ := marshal(map[string]string{"extraction_id": id}) // strings always encode
	return b
}

// DecodeAccepted reads the id from the answer to a submission. An answer
// without one is an error.
func DecodeAccepted(body []byte) (id string, err error) {
	var w struct {
		ID text `json:"extraction_id"`
	}
	if err := decodeObject(body, &w); err != nil {
		return "", err
	}
	if id = strings.TrimSpace(string(w.ID)); id == "" {
		return "", notTheAPI("the answer has no extraction_id", body, nil)
	}
	return id, nil
}

// EncodeAwaiting writes the ids that are finished and not fetched yet.
func EncodeAwaiting(ids []string) ([]byte, error) {
	return marshal(map[string]list[string]{"extraction_ids": ids})
}

// DecodeAwaiting reads the ids that are finished and not fetched yet.
func DecodeAwaiting(body []byte) ([]string, error) {
	var w struct {
		IDs list[text] `json:"extraction_ids"`
	}
	if err := decodeObject(body, &w); err != nil {
		return nil, err
	}
	ids := make([]string, 0, len(w.IDs))
	for _, id := range w.IDs {
		ids = append(ids, string(id))
	}
	return ids, nil
}

type wireTypes struct {
	Count    int            `json:"count"`
	Next     *text          `json:"next"`
	Previous *text          `json:"previous"`
	Results  list[wireType] `json:"results"`
}

// wireType is a document type as the legacy list has it, with line_items and
// vat_rates as members of our own.
type wireType struct {
	URL       text             `json:"url"`
	Name      text             `json:"name"`
	Fields    list[wireMember] `json:"fields"`
	LineItems list[wireMember] `json:"line_items"`
	VATRates  list[wireMember] `json:"vat_rates"`
}

type wireMember struct {
	Name text `json:"name"`
	Type text `json:"type"`
}

// EncodeDocumentTypes writes the list of document types, all on one page.
func EncodeDocumentTypes(types []DocumentType) ([]byte, error) {
	w := wireTypes{Count: len(types)}
	for _, t := range types {
		w.Results = append(w.Results, wireTypeOf(t))
	}
	return marshal(w)
}

// EncodeDocumentType writes one document type, as it stands in the list.
func EncodeDocumentType(t DocumentType) ([]byte, error) { return marshal(wireTypeOf(t)) }

// DecodeDocumentTypes reads one page of document types. next is the address
// of the following page, "" on the last.
func DecodeDocumentTypes(body []byte) (types []DocumentType, next string, err error) {
	var w wireTypes
	if body = trimBody(body); len(body) > 0 && body[0] == '[' {
		err = json.Unmarshal(body, &w.Results)
		if err != nil {
			return nil, "", notTheAPI("the answer is no list of document types", body, err)
		}
	} else if err = decodeObject(body, &w); err != nil {
		return nil, "", err
	}
	types = make([]DocumentType, 0, len(w.Results))
	for _, t := range w.Results {
		types = append(types, t.documentType())
	}
	if w.Next != nil {
		next = string(*w.Next)
	}
	return types, next, nil
}

func wireTypeOf(t DocumentType) wireType {
	return wireType{
		URL:       text("/api/document-types/" + url.PathEscape(t.Name) + "/"),
		Name:      text(t.Name),
		Fields:    wireMembers(t.Fields),
		LineItems: wireMembers(t.LineItems),
		VATRates:  wireMembers(t.VATRates),
	}
}

// documentType takes the name from the last segment of the URL where the
// entry has no other.
func (w wireType) documentType() DocumentType {
	t := DocumentType{Name: string(w.Name), Fields: specs(w.Fields), LineItems: specs(w.LineItems), VATRates: specs(w.VATRates)}
	if t.Name == "" {
		if u, err := url.Parse(string(w.URL)); err == nil && u.Path != "" {
			t.Name = path.Base(u.Path)
		}
	}
	return t
}

func wireMembers(fields []FieldSpec) list[wireMember] {
	out := make(list[wireMember], 0, len(fields))
	for _, f := range fields {
		out = append(out, wireMember{text(f.Name), text(f.Type)})
	}
	return out
}

func specs(fields list[wireMember]) []FieldSpec {
	var out []FieldSpec
	for _, f := range fields {
		out = append(out, FieldSpec{Name: string(f.Name), Type: DataType(strings.ToUpper(string(f.Type)))})
	}
	return out
}
