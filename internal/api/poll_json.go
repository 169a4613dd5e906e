package api

import (
	"encoding/json"
	"fmt"
)

type wirePoll struct {
	Status text            `json:"status"`
	Error  json.RawMessage `json:"error"`
	Result json.RawMessage `json:"result"`
}

// EncodePoll writes the answer to one look. error is {} unless the status is
// ERROR, result is {} unless it is SUCCESS.
func EncodePoll(x Extraction) ([]byte, error) {
	w := wirePoll{Status: text(x.Status), Error: json.RawMessage("{}"), Result: json.RawMessage("{}")}
	var err error
	switch {
	case x.Status == StatusError && x.Error != nil:
		w.Error, err = x.Error.MarshalJSON()
	case x.Status == StatusSuccess && x.Result != nil:
		w.Result, err = x.Result.MarshalJSON()
	}
	if err != nil {
		return nil, fmt.Errorf("encode extraction %s: %w", x.ID, err)
	}
	return marshal(w)
}

// PollOf is EncodePoll for an outcome that is JSON already, as the MarshalJSON
// of a Result or an Error gives it.
func PollOf(status Status, outcome []byte) []byte {
	failure, result := "{}", "{}"
	switch status {
	case StatusError:
		failure = string(outcome)
	case StatusSuccess:
		result = string(outcome)
	case StatusInProgress, StatusExpired:
	}
	return []byte(`{"status":"` + string(status) + `","error":` + failure + `,"result":` + result + "}")
}

// DecodePoll reads the answer to one look at the extraction of that id and
// keeps the body as Raw. An ERROR always has an Error, of KindDocument; a
// SUCCESS always has a Result. A body that is no such answer is an error of
// KindUnavailable: something other than the API gave it.
func DecodePoll(id string, body []byte) (Extraction, error) {
	var w wirePoll
	if err := decodeObject(body, &w); err != nil {
		return Extraction{}, err
	}
	if w.Status == "" {
		return Extraction{}, notTheAPI("the answer has no status", body, nil)
	}
	x := Extraction{ID: id, Status: ParseStatus(string(w.Status)), RawStatus: string(w.Status), Raw: body}
	switch x.Status {
	case StatusError:
		x.Error = documentError(w.Error)
	case StatusSuccess:
		x.Result = &Result{}
		if isNull(w.Result) || w.Result[0] != '{' {
			break
		}
		if err := x.Result.UnmarshalJSON(w.Result); err != nil {
			return Extraction{}, notTheAPI("the result of extraction "+id+" cannot be read", body, err)
		}
	case StatusInProgress, StatusExpired:
	}
	return x, nil
}

// documentError is the error of a poll body, which may be null or say little.
func documentError(raw json.RawMessage) *Error {
	e := &Error{}
	if !isNull(raw) && e.UnmarshalJSON(raw) != nil {
		e = &Error{}
	}
	e.Kind = KindDocument
	if e.Code == "" {
		e.Code = CodeInternal
	}
	if e.Message == "" {
		e.Message = "the service could not process the document and gave no reason"
	}
	return e
}

// decodeObject reads a body that must be a JSON object into v.
func decodeObject(body []byte, v any) error {
	trimmed := trimBody(body)
	if len(trimmed) == 0 {
		return notTheAPI("the answer is empty", nil, nil)
	}
	if trimmed[0] != '{' {
		return notTheAPI("the answer is not the API's JSON", trimmed, nil)
	}
	if err := json.Unmarshal(trimmed, v); err != nil {
		return notTheAPI("the answer is not the API's JSON", trimmed, err)
	}
	return nil
}

// notTheAPI is the error for an answer of success that the API did not give.
func notTheAPI(message string, body []byte, err error) *Error {
	e := &Error{Kind: KindUnavailable, Code: CodeUnavailable, Message: message, Err: err}
	if len(body) > 0 {
		if m := htmlTitle.FindSubmatch(body); m != nil {
			body = m[1]
		}
		e.Details = []string{quoted(string(body[:min(len(body), 4*maxQuoted)]))}
	}
	return e
}
