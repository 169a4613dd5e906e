package service

import (
	"fmt"
	"slices"

	"github.com/docextract/docextract/internal/api"
)

// validate looks at what a submission says and fills in the default type.
func (s *Service) validate(sub *api.Submission) error {
	if sub.Document.Name == "" {
		return invalid("the document has no name", "file_name: must not be empty")
	}
	if sub.DocumentType == "" {
		sub.DocumentType = api.DefaultDocumentType
	}
	types := api.BuiltinTypes()
	if slices.ContainsFunc(types, func(t api.DocumentType) bool { return t.Name == sub.DocumentType }) {
		return nil
	}
	e := invalid(fmt.Sprintf("there is no document type %q here", sub.DocumentType))
	e.Code = api.CodeUnknownDocumentType
	for _, t := range types {
		e.Details = append(e.Details, t.Name)
	}
	return e
}

// invalid is a submission that says something that cannot be: 422.
func invalid(message string, details ...string) *api.Error {
	return &api.Error{Kind: api.KindInvalid, Code: api.CodeInvalidRequest, Message: message, Details: details, HTTPStatus: 422}
}
