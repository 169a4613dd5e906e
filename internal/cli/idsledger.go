package cli

import (
	"context"
	"fmt"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/iostreams"
	"github.com/docextract/docextract/internal/ledger"
	"github.com/docextract/docextract/internal/render"
	"github.com/docextract/docextract/internal/waiting"
)

// connect looks the ids up in the ledger, and opens the service where it does
// not have all the answers.
func (j *idsJob) connect(ctx context.Context) error {
	j.known = map[string]ledger.Entry{}
	missing := false
	for _, id := range j.ids {
		e, found, err := j.ledger.Find(ctx, j.profile.Name, ledgerAddress(j.profile), id)
		if err != nil {
			return err
		}
		if found {
			j.known[id] = e
		}
		missing = missing || !e.Kept()
	}
	if !missing {
		return nil
	}
	conn, err := j.factory.connect(ctx, false)
	if err != nil {
		return j.refused(j.config, err)
	}
	j.conn = conn
	return nil
}

func (j *idsJob) close() {
	if j.conn != nil {
		_ = j.conn.close() // what is fetched is fetched
	}
	_ = j.ledger.Close()
}

// answer is what the ledger keeps of an extraction, or what the service says,
// which is kept before it is shown.
func (j *idsJob) answer(ctx context.Context, id string) render.Document {
	e, known := j.known[id]
	if known && e.Kept() {
		x, err := j.ledger.Extraction(ctx, e)
		return j.fill(documentOf(id, waiting.Report{Extraction: x}, err), e)
	}
	report, err := j.look(ctx, id)
	d := documentOf(id, report, err)
	if e, known = j.keep(ctx, id, report, err); !known {
		return j.elsewhere(ctx, d)
	}
	return j.fill(d, e)
}

// elsewhere tells of an id that the service does not know whose it is.
func (j *idsJob) elsewhere(ctx context.Context, d render.Document) render.Document {
	if d.Err == nil || d.Err.Kind != api.KindNotFound {
		return d
	}
	if profiles, err := j.ledger.Profiles(ctx, d.ID); err == nil && len(profiles) > 0 {
		d.Err = d.Err.WithHint("it is an extraction of another profile: -p " + profiles[0])
	}
	return d
}

// keep notes what the service said. An id that nobody here knew is learned once
// the service has said where it stands.
func (j *idsJob) keep(ctx context.Context, id string, r waiting.Report, err error) (e ledger.Entry, known bool) {
	e, known = j.known[id]
	x := r.Extraction
	if known && api.KindOf(err) == api.KindNotFound && err != nil {
		x.ID, x.Status = id, api.StatusExpired
	} else if err != nil {
		x.Status = api.StatusInProgress
	}
	var noted error
	if !known {
		if err != nil || x.Status == api.StatusExpired {
			return e, false
		}
		e = ledger.Entry{
			Key:          ledger.Key{Profile: j.profile.Name, BaseURL: ledgerAddress(j.profile), DocumentType: j.config.Value(config.DocumentType).Text},
			ExtractionID: id,
		}
		if x.Result != nil {
			e.FileName, e.Customer = x.Result.FileName, x.Result.Customer
		}
		e, noted = j.ledger.Learn(ctx, e)
	}
	if noted == nil {
		noted = j.ledger.Answered(ctx, e, x, r.PendingAt)
	}
	if noted != nil {
		j.factory.warn(fmt.Sprintf("extraction %s: how it stands could not be noted: %v", iostreams.Clean(id), noted))
	}
	if r.PendingAt.After(e.PendingAt) {
		e.PendingAt = r.PendingAt
	}
	if !x.FinishedAt.IsZero() {
		e.FinishedAt = x.FinishedAt
	}
	return e, true
}

// fill adds what the ledger knows to what the service says.
func (j *idsJob) fill(d render.Document, e ledger.Entry) render.Document {
	d.Source, d.SHA256, d.DocumentType, d.SubmittedAt = e.Source, e.SHA256, e.DocumentType, e.SubmittedAt
	if e.Customer != "" {
		d.Customer = e.Customer
	}
	if at, exact := e.Expiry(); !at.IsZero() {
		d.ExpiresAt, d.ExpiresExact = at, exact
	}
	return d
}
