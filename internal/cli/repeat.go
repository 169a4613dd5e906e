package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"slices"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/ledger"
	"github.com/docextract/docextract/internal/pipeline"
)

// repeatSubmissions asks a server of our own about submissions with the keys
// that they had: it gives the id of what it has taken, and takes what it has not.
func repeatSubmissions(ctx context.Context, f *Factory, l *ledger.Ledger, conn *connection, doubts []ledger.Entry) error {
	for len(doubts) > 0 {
		first := doubts[0]
		var inputs []pipeline.Input
		doubts = slices.DeleteFunc(doubts, func(e ledger.Entry) bool {
			same := e.DocumentType == first.DocumentType && e.Customer == first.Customer && e.Engine == first.Engine
			if same && e.IdempotencyKey != "" && unchanged(e) {
				inputs = append(inputs, pipeline.Input{
					Source: e.Source, Path: e.Path, Open: func() (api.Document, error) { return api.FileDocument(e.Path) },
				})
			}
			return same
		})
		err := pipeline.Run(ctx, pipeline.Config{
			Service: conn, DocumentType: first.DocumentType, Customer: first.Customer, SubmitOnly: true, Now: f.Now,
			Keeping: &pipeline.Keeping{
				Ledger: l, Profile: first.Profile, BaseURL: first.BaseURL, Policy: ledger.Policy{Since: f.Now()},
				Identify: func(context.Context) (pipeline.Identity, error) {
					return pipeline.Identity{Engine: first.Engine, Keyed: true}, nil
				},
			},
		}, slices.Values(inputs), func(o pipeline.Outcome) error {
			if o.Err != nil && o.Err.Kind != api.KindAmbiguous {
				return o.Err
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// unchanged reports whether the document's file still holds what was sent. With
// other bytes it would be another submission.
func unchanged(e ledger.Entry) bool {
	f, err := os.Open(e.Path)
	if err != nil {
		return false
	}
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return errors.Join(err, f.Close()) == nil && hex.EncodeToString(sum.Sum(nil)) == e.SHA256
}
