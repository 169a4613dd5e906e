package server

import (
	"encoding/base64"
	"io"
	"net/http"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// extractDataAsync takes a document in: 202 and its id.
func (s *server) extractDataAsync(w http.ResponseWriter, r *http.Request) {
	id, err := s.receive(w, r)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusAccepted, api.EncodeAccepted(id))
}

// extractData takes a document in and answers with its result. A document
// that cannot be processed is 422 with its error, 500 where the fault is ours.
func (s *server) extractData(w http.ResponseWriter, r *http.Request) {
	id, err := s.receive(w, r)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	x, err := s.service.Poll(r.Context(), id, s.limits.Sync)
	if r.Context().Err() != nil {
		x, err = api.Extraction{ID: id, Status: api.StatusInProgress}, nil
	}
	var body []byte
	if err == nil {
		body, err = syncBody(x)
	}
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, body)
}

func syncBody(x api.Extraction) ([]byte, error) {
	switch x.Status {
	case api.StatusSuccess:
		return x.Result.MarshalJSON()
	case api.StatusError:
		e := *x.Error
		if e.Code == api.CodeInternal {
			e.HTTPStatus = http.StatusInternalServerError
		}
		return nil, &e
	default:
		// The document is ours and is being processed: not 503, which would
		// say that it was not accepted.
		return nil, &api.Error{
			Kind: api.KindAmbiguous, Code: api.CodeTimeout, HTTPStatus: http.StatusGatewayTimeout,
			Message: "the result is not there yet: fetch it with get-extraction-data",
			Details: []string{"extraction_id: " + x.ID},
		}
	}
}

// receive reads a submission and hands it to the service.
func (s *server) receive(w http.ResponseWriter, r *http.Request) (string, error) {
	if enc := r.Header.Get("Content-Encoding"); enc != "" && enc != "identity" {
		e := badRequest("the body is encoded as " + enc + ": send it plain")
		e.HTTPStatus = http.StatusUnsupportedMediaType
		return "", e
	}
	// base64 and the members around it; a little more, for escapes and spaces.
	longest := int64(base64.StdEncoding.EncodedLen(int(s.limits.DocumentBytes))) + s.limits.DocumentBytes/8 + 1<<20
	if r.ContentLength > longest {
		return "", tooLarge(s.limits.DocumentBytes)
	}
	key := r.Header.Get("Idempotency-Key")
	if len(key) > 255 {
		return "", badRequest("the Idempotency-Key is longer than 255 characters")
	}
	leave, err := s.uploads.enter(r.Context(), note(r).key)
	if err != nil {
		return "", err
	}
	defer leave()
	body := &paced{r: http.MaxBytesReader(w, r.Body, longest), rc: http.NewResponseController(w), idle: s.limits.UploadIdle}
	id, err := s.service.Receive(r.Context(), key, func(doc io.Writer) (api.Submission, error) {
		sub, err := decodeSubmission(body, doc, s.limits.DocumentBytes)
		sub.IdempotencyKey = key
		if err == nil {
			body.done()
		}
		return sub, err
	})
	note(r).extraction = id
	return id, err
}

// paced gives a connection time as long as bytes keep coming.
type paced struct {
	r    io.Reader
	rc   *http.ResponseController
	idle time.Duration
	set  time.Time // when the deadline was last moved
}

func (p *paced) Read(b []byte) (int, error) {
	// The connection's own clock counts here, not the service's.
	if now := time.Now(); now.Sub(p.set) > time.Second {
		p.set = now
		_ = p.rc.SetReadDeadline(now.Add(p.idle)) // not every connection has deadlines
	}
	return p.r.Read(b)
}

// done takes the deadline off again when all has arrived: what follows is
// waiting, not reading. After an error it stays, for net/http reads on.
func (p *paced) done() { _ = p.rc.SetReadDeadline(time.Time{}) }
