package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/docextract/docextract/internal/hostedtest"
)

// startService puts up a service that is not ours and points the environment
// to it, with a good key: service KIND. What it does with a document, the
// document's name tells.
func startService(ts *testscript.TestScript, _ bool, args []string) {
	s := &service{names: map[string]string{}, fetched: map[string]bool{}}
	handler := http.Handler(s)
	switch args[0] {
	case "typless":
	case "hooked":
		url := hookedService(ts)
		ts.Setenv("SERVICE", url)
		ts.Setenv("DOCEXTRACT_BASE_URL", url)
		ts.Setenv("DOCEXTRACT_API_KEY", goodKey)
		return
	case "html":
		handler = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			answer(w, "text/html", http.StatusOK, "<html><body>Welcome\x1b]0;owned\x07</body></html>")
		})
	case "busy":
		handler = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusServiceUnavailable)
		})
	case "silent":
		handler = http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	case "elsewhere":
		handler = http.RedirectHandler("http://127.0.0.1:1/", http.StatusTemporaryRedirect)
	default:
		ts.Fatalf("no service %q", args[0])
	}
	server := httptest.NewServer(handler)
	ts.Defer(server.Close)
	ts.Setenv("SERVICE", server.URL)
	ts.Setenv("DOCEXTRACT_BASE_URL", server.URL)
	ts.Setenv("DOCEXTRACT_API_KEY", goodKey)
}

// hookedService finishes documents after a second and tells $EAR of it.
func hookedService(ts *testscript.TestScript) string {
	s := hostedtest.New(hostedtest.Config{
		Key: goodKey, Latency: hostedtest.Always(time.Second), Webhook: hostedtest.Webhook{URL: "http://" + ts.Getenv("EAR"), Twice: 1},
	})
	url, err := s.Start()
	ts.Check(err)
	ts.Defer(func() { ts.Check(s.Close()) })
	return url
}

const goodKey = "good-key-0123456789"

// service answers as the hosted one does, as far as is known.
type service struct {
	mu      sync.Mutex
	names   map[string]string // by extraction id
	fetched map[string]bool   // by extraction id
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch path := strings.TrimSuffix(r.URL.Path, "/"); {
	case path == "/api/health-check":
		answerJSON(w, http.StatusOK, `{"status":"ok"}`)
	case r.Header.Get("Authorization") != "Token "+goodKey:
		answerJSON(w, http.StatusUnauthorized, `{"detail":"Invalid token \u001b[31mred\u001b[0m"}`)
	case path == "/api/extract-data-async":
		s.submit(w, r)
	case path == "/api/get-extraction-data":
		s.poll(w, r.URL.Query().Get("extraction_id"))
	case path == "/api/awaiting-poll":
		s.awaiting(w)
	case path == "/api/document-types":
		answerJSON(w, http.StatusOK, `{"count":2,"next":null,"previous":null,"results":[
			{"url":"https://x/api/document-types/1/","name":"simple-invoice","fields":[{"name":"supplier_name","type":"AUTHOR"},{"name":"total_amount","type":"NUMBER"}]},
			{"url":"https://x/api/document-types/2/","name":"waybill","fields":[{"name":"supplier_name","type":"AUTHOR"}]}]}`)
	default:
		answerJSON(w, http.StatusNotFound, `{"detail":"Not found."}`)
	}
}

func answerJSON(w http.ResponseWriter, status int, body string) {
	answer(w, "application/json", status, body)
}

func answer(w http.ResponseWriter, kind string, status int, body string) {
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body) // a client that has gone needs no answer
}

func (s *service) submit(w http.ResponseWriter, r *http.Request) {
	var body struct {
		FileName     string `json:"file_name"`
		DocumentType string `json:"document_type_name"`
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		answerJSON(w, http.StatusBadRequest, `{"detail":"bad JSON"}`)
		return
	}
	switch {
	case strings.HasPrefix(body.FileName, "refuse"):
		answerJSON(w, http.StatusUnprocessableEntity, `{"detail":[{"loc":["body","file"],"msg":"not a document","type":"value_error"}]}`)
		return
	case strings.HasPrefix(body.FileName, "crash"):
		answerJSON(w, http.StatusInternalServerError, `oops`)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	id := fmt.Sprintf("%040x", len(s.names)+1)
	s.names[id] = body.FileName
	if strings.HasPrefix(body.FileName, "lost") {
		answerJSON(w, http.StatusBadGateway, `oops`)
		return
	}
	answerJSON(w, http.StatusAccepted, fmt.Sprintf(`{"extraction_id":%q}`, id))
}

// awaiting lists what is finished and was not fetched. Whose documents these
// are it does not say.
func (s *service) awaiting(w http.ResponseWriter) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ids := []string{}
	for id, name := range s.names {
		if !s.fetched[id] && !strings.HasPrefix(name, "pend") {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	body, err := json.Marshal(map[string][]string{"extraction_ids": ids})
	if err != nil {
		panic(err)
	}
	answerJSON(w, http.StatusOK, string(body))
}

func (s *service) poll(w http.ResponseWriter, id string) {
	s.mu.Lock()
	name, ok := s.names[id]
	s.fetched[id] = true
	s.mu.Unlock()
	switch {
	case !ok:
		answerJSON(w, http.StatusNotFound, `{"detail":"Not found."}`)
	case strings.HasPrefix(name, "pend"):
		answerJSON(w, http.StatusOK, `{"status":"IN PROGRESS","error":null,"result":null}`)
	case strings.HasPrefix(name, "fail"):
		answerJSON(w, http.StatusOK, `{"status":"ERROR","error":{"code":"BAD","message":"no \u001b[2Jinvoice","details":"page 1"},"result":{}}`)
	case strings.HasPrefix(name, "expire"):
		answerJSON(w, http.StatusOK, `{"status":"EXPIRED","error":{},"result":{}}`)
	default:
		answerJSON(w, http.StatusOK, result(name))
	}
}

// result holds what a hostile document may hold, and a member nobody knows.
func result(name string) string {
	text, err := json.Marshal(name)
	if err != nil {
		panic(err)
	}
	return `{"status":"SUCCESS","error":{},"result":{"object_id":"abc","file_name":` + string(text) + `,"customer":null,"surprise":{"a":1},
"extracted_fields":[
{"name":"supplier_name","data_type":"AUTHOR","values":[{"x":-1,"y":-1,"width":-1,"height":-1,"page_number":-1,"value":"=cmd|' /C calc'!A0","confidence_score":"0.98"}]},
{"name":"receiver_name","data_type":"STRING","values":[{"x":1,"y":2,"width":3,"height":4,"page_number":0,"value":"Evil\u001b]0;t\u0007 \u009b31m \u202eGmbH\u200b","confidence_score":0.4}]},
{"name":"total_amount","data_type":"NUMBER","values":[{"x":5,"y":6,"width":7,"height":8,"page_number":0,"value":"-440.0000","confidence_score":0.99},{"x":-1,"y":-1,"width":-1,"height":-1,"page_number":-1,"value":"400.1250","confidence_score":0.3}]}],
"line_items":[[{"name":"product_description","data_type":"STRING","values":[{"x":-1,"y":-1,"width":-1,"height":-1,"page_number":-1,"value":"@SUM(1)","confidence_score":0.5}]}]],
"vat_rates":[]}}`
}
