package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/ledger"
	"github.com/docextract/docextract/internal/local"
	"github.com/docextract/docextract/internal/pipeline"
)

// ledger opens what this machine knows of its extractions.
func (f *Factory) ledger(ctx context.Context) (*ledger.Ledger, error) {
	if err := f.securePlaces(); err != nil {
		return nil, err
	}
	dir := f.Places().State
	l, err := ledger.Open(ctx, dir, f.Now)
	if err != nil {
		return nil, &api.Error{
			Kind: api.KindInternal, Code: api.CodeInternal,
			Message: err.Error(), Err: err, Hint: "nothing is sent without it: " + openLedger(err, dir),
		}
	}
	return l, nil
}

// openLedger is what to do where the ledger in dir cannot be opened.
func openLedger(err error, dir string) string {
	if errors.Is(err, ledger.ErrNewer) {
		return "use the newer docextract, which knows what is in " + dir + ",\nor choose another folder with XDG_STATE_HOME, where nothing is known of earlier submissions"
	}
	return "make " + dir + " a folder that can be written,\nor choose another with XDG_STATE_HOME"
}

// ledgerAddress is a service's address as the ledger knows it: the ways of
// writing one address are one.
func ledgerAddress(p config.Service) string {
	url := strings.TrimRight(p.BaseURL, "/")
	url = strings.TrimSuffix(strings.TrimSuffix(url, "/api/v1"), "/api")
	return strings.TrimRight(url, "/")
}

// identify says what the ledger must know of the service: for our own its
// engine's version, and that it takes a submission with the same key for the
// same.
func (f *Factory) identify(ctx context.Context, conn *connection) (pipeline.Identity, error) {
	if conn.profile.IsLocal() {
		return pipeline.Identity{Engine: f.Build.Version + " " + local.Build(), Keyed: true}, nil
	}
	health, err := conn.Health(ctx)
	if err != nil {
		switch api.KindOf(err) {
		case api.KindUnavailable, api.KindRateLimited, api.KindInterrupted:
			return pipeline.Identity{}, err
		default: // another service may have no such path; what it says to a submission counts
			return pipeline.Identity{}, nil
		}
	}
	if !health.Own {
		return pipeline.Identity{}, nil
	}
	return pipeline.Identity{Engine: health.Server, Keyed: true}, nil
}

// withLedger opens the ledger for use.
func (f *Factory) withLedger(ctx context.Context, use func(*ledger.Ledger) error) error {
	l, err := f.ledger(ctx)
	if err != nil {
		return err
	}
	return errors.Join(use(l), l.Close())
}
