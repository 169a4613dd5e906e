package hostedtest

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// submit takes a document, or reads it only.
func (s *Service) submit(r *http.Request, taken bool) *reply {
	var in struct {
		FileName     string  `json:"file_name"`
		File         string  `json:"file"`
		DocumentType string  `json:"document_type_name"`
		Customer     *string `json:"customer"`
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return failure(http.StatusBadRequest, "JSON parse error: "+err.Error())
	}
	data, err := base64.StdEncoding.DecodeString(in.File)
	if err != nil || in.FileName == "" || in.DocumentType == "" {
		return failure(http.StatusBadRequest, "file_name, file and document_type_name are required.")
	}
	if !taken {
		return nil
	}
	x := &Extraction{FileName: in.FileName, DocumentType: in.DocumentType, Size: len(data)}
	if in.Customer != nil {
		x.Customer = *in.Customer
	}
	delay := s.take(x, sha256.Sum256(data))
	s.pause(r, delay)
	return object(http.StatusAccepted, api.EncodeAccepted(x.ID))
}

// take enters the document into the account and says how long its answer is
// to be delayed.
func (s *Service) take(x *Extraction, sum [sha256.Size]byte) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	x.SHA256 = hex.EncodeToString(sum[:])
	nth := s.copies[x.SHA256]
	s.copies[x.SHA256]++
	d := dice(s.cfg.Seed, binary.BigEndian.Uint64(sum[:]), nth)
	x.AcceptedAt = s.now()
	x.FinishedAt = x.AcceptedAt
	if s.cfg.Latency != nil {
		x.FinishedAt = x.AcceptedAt.Add(s.cfg.Latency(d, x.Size))
	}
	x.failed = d.Float64() < s.cfg.Unreadable
	x.ID = ksuid(x.AcceptedAt, d.Uint64(), d.Uint64())
	s.taken[x.ID] = x
	s.order = append(s.order, x.ID)
	s.tell(*x, d)
	return s.cfg.Reply[0] + time.Duration(d.Float64()*float64(s.cfg.Reply[1]-s.cfg.Reply[0]))
}

// ksuid is an id as the hosted service makes them.
func ksuid(at time.Time, high, low uint64) string {
	const epoch = 1_400_000_000
	var id [20]byte
	binary.BigEndian.PutUint32(id[:], uint32(at.Unix()-epoch)) //nolint:gosec // good until 2150
	binary.BigEndian.PutUint64(id[4:], high)
	binary.BigEndian.PutUint64(id[12:], low)
	return hex.EncodeToString(id[:])
}

// look says where an extraction stands.
func (s *Service) look(r *http.Request, _ bool) *reply {
	s.pause(r, s.cfg.Answer)
	s.mu.Lock()
	defer s.mu.Unlock()
	id := r.URL.Query().Get("extraction_id")
	x, ok := s.taken[id]
	if !ok {
		return failure(http.StatusNotFound, "Not found.")
	}
	x.Looks++
	out := api.Extraction{ID: id, Status: s.status(x)}
	if out.Status.Finished() {
		x.Fetched++
	}
	switch out.Status {
	case api.StatusSuccess:
		out.Result = result(x)
	case api.StatusError:
		out.Error = api.DocumentError(api.CodeCorrupt, "The document cannot be read.")
	case api.StatusInProgress, api.StatusExpired:
	}
	body, err := api.EncodePoll(out)
	if err != nil {
		return failure(http.StatusInternalServerError, err.Error())
	}
	return object(http.StatusOK, body)
}

func (s *Service) status(x *Extraction) api.Status {
	switch now := s.now(); {
	case now.Before(x.FinishedAt):
		return api.StatusInProgress
	case !now.Before(x.FinishedAt.Add(s.cfg.Lifetime)):
		return api.StatusExpired
	case x.failed:
		return api.StatusError
	default:
		return api.StatusSuccess
	}
}

// result tells the document's hash, so that a test knows whose result it is.
func result(x *Extraction) *api.Result {
	value := func(text string) []api.Value { return []api.Value{{Text: &text, Confidence: .9}} }
	return &api.Result{
		ObjectID: x.ID, FileName: x.FileName, Customer: x.Customer,
		Fields: []api.Field{
			{Name: "supplier_name", DataType: "AUTHOR", Values: value("Example Ltd")},
			{Name: "invoice_number", DataType: "STRING", Values: value(x.SHA256)},
			{Name: "total_amount", DataType: "NUMBER", Values: value("120.0000")},
		},
	}
}

// awaiting lists what is finished and was not fetched yet.
func (s *Service) awaiting(r *http.Request, _ bool) *reply {
	s.pause(r, s.cfg.Answer)
	customer := r.URL.Query().Get("customer")
	s.mu.Lock()
	defer s.mu.Unlock()
	ids := []string{}
	for _, id := range s.order {
		x := s.taken[id]
		finished := s.status(x) == api.StatusSuccess || s.status(x) == api.StatusError
		if finished && x.Fetched == 0 && (customer == "" || customer == x.Customer) {
			ids = append(ids, id)
		}
	}
	body, err := api.EncodeAwaiting(ids)
	if err != nil {
		return failure(http.StatusInternalServerError, err.Error())
	}
	return object(http.StatusOK, body)
}

func (s *Service) health(r *http.Request, _ bool) *reply {
	s.pause(r, s.cfg.Answer)
	return object(http.StatusOK, []byte(`{"status":"ok"}`))
}

func (s *Service) types(r *http.Request, _ bool) *reply {
	s.pause(r, s.cfg.Answer)
	body, err := api.EncodeDocumentTypes(api.BuiltinTypes())
	if err != nil {
		return failure(http.StatusInternalServerError, err.Error())
	}
	return object(http.StatusOK, body)
}

func object(status int, body []byte) *reply {
	return &reply{status: status, header: http.Header{"Content-Type": {"application/json"}}, body: body}
}
