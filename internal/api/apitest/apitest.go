// Package apitest is one conformance suite of api.Service: our service in the
// same process and the same service behind HTTP must behave alike. It is used
// by tests only.
package apitest

import (
	"context"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// patience is how long anything may take before the suite gives up on it.
const patience = 30 * time.Second

// Good is a document that the engine behind the service reads: its
// extractions end in SUCCESS.
const Good = `<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
 <cbc:ID>A-1</cbc:ID><cbc:IssueDate>2026-01-31</cbc:IssueDate>
 <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
 <cac:AccountingSupplierParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>Conformance Ltd</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
 <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">20.00</cbc:TaxAmount></cac:TaxTotal>
 <cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount currencyID="EUR">100.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="EUR">120.00</cbc:TaxInclusiveAmount><cbc:PayableAmount currencyID="EUR">120.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
</Invoice>
`

// Bad is no document: its extractions end in ERROR.
const Bad = "this is not a document that anybody could read\n"

// Run holds the service that open makes, anew for each test, to the suite.
// The service must be one of ours (its Health says Own) and be empty. open
// registers its own cleanup.
func Run(t *testing.T, open func(t *testing.T) api.Service) {
	t.Helper()
	tests := map[string]func(*testing.T, api.Service){
		"health":                         health,
		"document types":                 documentTypes,
		"a good document":                goodDocument,
		"a bad document":                 badDocument,
		"an empty document":              emptyDocument,
		"the default document type":      defaultType,
		"an unknown document type":       unknownType,
		"every document type":            everyType,
		"names survive":                  namesSurvive,
		"many at once":                   manyAtOnce,
		"an unknown id":                  unknownID,
		"looking again":                  lookingAgain,
		"looking without time":           lookingWithoutTime,
		"awaiting poll":                  awaitingPoll,
		"the same key again":             sameKeyAgain,
		"the same key, another body":     sameKeyAnotherBody,
		"the same key, another type":     sameKeyAnotherType,
		"no key":                         noKey,
		"a document that cannot open":    cannotOpen,
		"a document that became shorter": becameShorter,
		"a document that became longer":  becameLonger,
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

// submission is a good document of the default type.
func submission() api.Submission {
	return api.Submission{Document: api.BytesDocument("invoice.xml", []byte(Good)), DocumentType: api.DefaultDocumentType}
}

// submit hands the submission over, which must succeed.
func submit(t *testing.T, svc api.Service, s api.Submission) string {
	t.Helper()
	id, err := svc.Submit(t.Context(), s)
	if err != nil {
		t.Fatalf("submit %s: %v", s.Document.Name, err)
	}
	return id
}

// finish looks until the extraction is finished.
func finish(t *testing.T, svc api.Service, id string) api.Extraction {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for {
		x, err := svc.Poll(ctx, id, 5*time.Second)
		if err != nil {
			t.Fatalf("poll %s: %v", id, err)
		}
		if x.ID != id {
			t.Fatalf("the answer about %s says it is about %q", id, x.ID)
		}
		if x.Status.Finished() {
			return x
		}
		if x.Status != api.StatusInProgress || x.Result != nil || x.Error != nil || !x.FinishedAt.IsZero() {
			t.Fatalf("unfinished, but %+v", x)
		}
	}
}

// wantKind fails unless err is of that kind and says something.
func wantKind(t *testing.T, err error, kind api.Kind) *api.Error {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want one of kind %d", kind)
	}
	e := api.AsError(err)
	if e.Kind != kind || e.Code == "" || e.Message == "" {
		t.Fatalf("got kind %d, code %q, message %q; want kind %d", e.Kind, e.Code, e.Message, kind)
	}
	return e
}
