package fields

import (
	"errors"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/ranker"
	"github.com/docextract/docextract/internal/engine/sums"
	"github.com/docextract/docextract/internal/engine/till"
)

// maxCandidates is how many values a field has at most.
const maxCandidates = 5

// Extractor finds header fields. It is made once and safe for use by several
// goroutines.
type Extractor struct {
	lexicon *lexicon
	till    *till.Reader
	model   *ranker.Model
}

// New reads the lexicon, and takes the model that judges the candidates; one
// that knows nothing leaves all to the rules.
func New(model *ranker.Model) (*Extractor, error) {
	l, err := newLexicon()
	if err != nil {
		return nil, err
	}
	if len(model.Experts) > 0 && model.Vocabulary != Vocabulary() {
		return nil, errors.New("the ranker was trained on other features: run internal/gen/train")
	}
	return &Extractor{lexicon: l, till: till.New(), model: model}, nil
}

// Input is a document made ready, and what is known of it from its tables.
type Input struct {
	Layout *layout.Document
	Reader *locale.Reader // with the document's conventions
	// Sums is what the arithmetic of the document's tables says, the zero
	// value for nothing.
	Sums sums.Evidence
	// Medium is what the words were read from; whether a scan is a slip need not
	// be known.
	Medium ranker.Medium
}

// Extract finds the fields of the document type: every one is in the answer,
// in the type's order, with a null value where nothing was found.
func (x *Extractor) Extract(in Input, t api.DocumentType) []api.Field {
	s := newSheet(in.Layout, in.Reader, x.lexicon)
	found, a := x.find(s, in, t)
	x.judge(s, a, found)
	fields := make([]api.Field, 0, len(t.Fields))
	for _, spec := range t.Fields {
		f := api.Field{Name: spec.Name, DataType: spec.Type}
		for _, c := range found[spec.Name] {
			if len(f.Values) < maxCandidates {
				f.Values = append(f.Values, c.value())
			}
		}
		if len(f.Values) == 0 {
			f.Values = []api.Value{{}}
		}
		fields = append(fields, f)
	}
	return fields
}

// find finds the candidates of all fields, and what is true of the document.
func (x *Extractor) find(s *sheet, in Input, t api.DocumentType) (map[string][]candidate, *aspect) {
	found, a := s.choose(in.Sums), s.aspect(in)
	if p := x.slip(s, in.Layout, t); p != nil {
		x.readSlip(s, p, found)
		if a.medium == ranker.Scan {
			a.medium = ranker.Slip
		}
	}
	return found, a
}

// choose runs the choosers; later ones know what earlier ones took.
func (s *sheet) choose(e sums.Evidence) map[string][]candidate {
	found := map[string][]candidate{}
	ids := s.identifiers()
	found[api.IBAN] = s.ibans(ids)
	amounts := s.amounts(ids)
	found[api.Currency] = s.currency(amounts)
	net, vat, total := s.totals(amounts, e)
	found[api.NetAmount], found[api.VATAmount], found[api.TotalAmount] = net, vat, total
	dates := s.dates()
	found[api.IssueDate], found[api.PayDueDate] = s.issueAndDue(dates)
	found[api.InvoiceNumber], found[api.PurchaseOrderNumber] = s.numbers(ids)
	p := s.parties(ids)
	found[api.SupplierName], found[api.ReceiverName] = p.supplierNames(), p.receiverNames()
	found[api.SupplierAddress] = p.supplierAddresses()
	found[api.SupplierVATID] = s.supplierVATIDs(ids, p)
	return found
}
