package api

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

type wireError struct {
	Code    string   `json:"code"`
	Message string   `json:"message"`
	Details []string `json:"details"`
}

// MarshalJSON writes the standard error object; details is always a list.
func (e *Error) MarshalJSON() ([]byte, error) {
	return marshal(wireError{Code: e.Code, Message: e.Message, Details: append([]string{}, e.Details...)})
}

// UnmarshalJSON reads the standard error object and its known variants:
// details of any shape, {"detail": …}, {"message"} or {"error": …} alone, and
// a bare string. What the body does not say stays empty.
func (e *Error) UnmarshalJSON(b []byte) error {
	switch b[0] {
	case '"':
		return json.Unmarshal(b, (*text)(&e.Message))
	case '{':
	default:
		e.Details = detailsOf(b)
		return nil
	}
	var w struct {
		Code    text            `json:"code"`
		Message text            `json:"message"`
		Details json.RawMessage `json:"details"`
		Detail  json.RawMessage `json:"detail"`
		Error   json.RawMessage `json:"error"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	e.Code, e.Message = string(w.Code), string(w.Message)
	e.Details = append(detailsOf(w.Details), detailsOf(w.Detail)...)
	if e.Code == "" && e.Message == "" && len(e.Details) == 0 {
		if !isNull(w.Error) {
			return e.UnmarshalJSON(w.Error)
		}
		e.Details = oneDetail(b) // members named after the fields of a form
	}
	if e.Message == "" && len(e.Details) == 1 {
		// {"detail": "Invalid token."} is a message under another name.
		e.Message, e.Details = e.Details[0], nil
	}
	return nil
}

// detailsOf makes lines of a string, an object, a list of either, or null.
func detailsOf(raw json.RawMessage) []string {
	if isNull(raw) {
		return nil
	}
	if raw[0] != '[' {
		return oneDetail(raw)
	}
	var items []json.RawMessage
	if json.Unmarshal(raw, &items) != nil {
		return nil
	}
	var out []string
	for _, item := range items {
		out = append(out, oneDetail(item)...)
	}
	return out
}

func oneDetail(raw json.RawMessage) []string {
	var object map[string]json.RawMessage
	if json.Unmarshal(raw, &object) == nil && object != nil {
		return objectDetails(object)
	}
	if s := literal(raw); s != "" {
		return []string{s}
	}
	return nil
}

// objectDetails makes one line of a validation error {"loc","msg","type"} and
// a line a member of any other object.
func objectDetails(object map[string]json.RawMessage) []string {
	if msg := literal(object["msg"]); msg != "" {
		if where := location(object["loc"]); where != "" {
			msg = where + ": " + msg
		}
		return []string{msg}
	}
	var out []string
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if value := literal(object[name]); value != "" {
			out = append(out, name+": "+value)
		}
	}
	return out
}

// location joins ["body", "file_name"] with dots.
func location(raw json.RawMessage) string {
	var parts []text
	if json.Unmarshal(raw, &parts) != nil {
		return literal(raw)
	}
	words := make([]string, len(parts))
	for i, p := range parts {
		words[i] = string(p)
	}
	return strings.Join(words, ".")
}

func literal(raw json.RawMessage) string {
	var t text
	if isNull(raw) || t.UnmarshalJSON(raw) != nil {
		return ""
	}
	return string(t)
}
