package service

import (
	"context"
	"errors"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/store"
)

// finish stores the outcome. It tries until that succeeds or the service is
// stopped: a full disk must not cost a result.
func (s *Service) finish(ctx context.Context, row store.Extraction, result *api.Result, failure error) bool {
	status, outcome, err := s.outcome(row, result, failure)
	if err != nil {
		s.log.Error("cannot write an outcome as JSON", "extraction_id", row.ID, "error", err)
		status, outcome = api.StatusError, []byte(`{"code":"INTERNAL","message":"the result cannot be written","details":[]}`)
	}
	announced := s.tell == nil
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		var err error
		if !announced {
			err = s.tell.Finishing(row.ID)
			announced = err == nil
		}
		if announced {
			err = s.store.Finish(ctx, row.ID, status, outcome, s.now())
		}
		if err == nil || errors.Is(err, store.ErrNotFound) {
			if s.tell != nil {
				s.tell.Finished()
			}
			return true
		}
		s.log.Error("cannot store an outcome; trying again", "extraction_id", row.ID, "error", err)
		if !pause(ctx, wait) {
			s.giveBack(ctx, row.ID)
			return false
		}
	}
}

// outcome is the status and the JSON to store. What is not said about the
// document itself stays in the log.
func (s *Service) outcome(row store.Extraction, result *api.Result, failure error) (api.Status, []byte, error) {
	if failure == nil && result == nil {
		failure = errors.New("the engine gave neither a result nor an error")
	}
	if failure != nil {
		e, ok := errors.AsType[*api.Error](failure)
		if !ok || e.Code == "" {
			e = internal(failure)
		}
		if e.Code == api.CodeInternal {
			s.log.Error("extraction failed", "extraction_id", row.ID, "error", failure, "cause", e.Err)
		}
		data, err := e.MarshalJSON()
		return api.StatusError, data, err
	}
	object, err := newID(s.now(), s.rand)
	if err != nil {
		return "", nil, err
	}
	r := *result
	r.ObjectID, r.FileName, r.Customer = object, row.FileName, row.Customer
	data, err := r.MarshalJSON()
	return api.StatusSuccess, data, err
}

func internal(cause error) *api.Error {
	return &api.Error{
		Kind: api.KindDocument, Code: api.CodeInternal, Err: cause,
		Message: "the document could not be processed because of a fault in the service",
	}
}

func code(err error) string {
	if err == nil {
		return "OK"
	}
	return api.AsError(err).Code
}
