package cli

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/render"
	"github.com/docextract/docextract/internal/waiting"
)

// TestEach looks at three ids of which the first takes longest.
func TestEach(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		inOrder bool
		want    string
	}{{true, "a b c"}, {false, "c b a"}} {
		synctest.Test(t, func(t *testing.T) {
			took := map[string]time.Duration{"a": 3 * time.Second, "b": 2 * time.Second, "c": time.Second}
			var got []string
			err := each(t.Context(), []string{"a", "b", "c"}, 3, tt.inOrder, func(_ context.Context, id string) render.Document {
				time.Sleep(took[id])
				return render.Document{ID: id}
			}, func(d render.Document) error {
				got = append(got, d.ID)
				return nil
			})
			if strings.Join(got, " ") != tt.want || err != nil {
				t.Errorf("got %v, error %v", got, err)
			}
		})
	}
}

func TestEachStopsWhereNobodyTakesOver(t *testing.T) {
	t.Parallel()
	err := each(t.Context(), []string{"a", "b", "c"}, 1, true, func(ctx context.Context, id string) render.Document {
		if id != "a" {
			<-ctx.Done()
		}
		return render.Document{ID: id}
	}, func(render.Document) error { return io.ErrClosedPipe })
	if !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("error %v", err)
	}
}

func TestDocumentOf(t *testing.T) {
	t.Parallel()
	pending := waiting.Report{Extraction: api.Extraction{Status: api.StatusInProgress, RawStatus: "QUEUED"}}
	for _, tt := range []struct {
		name   string
		report waiting.Report
		kind   api.Kind
		want   api.Status
	}{
		{"an id that nobody knows", pending, api.KindNotFound, api.StatusError},
		{"a key that is refused", waiting.Report{}, api.KindUnauthorized, api.StatusError},
		{"interrupted while it goes on", pending, api.KindInterrupted, api.StatusInProgress},
		{"a service that went away while it goes on", pending, api.KindUnavailable, api.StatusInProgress},
		{"a service that never answered", waiting.Report{}, api.KindUnavailable, api.StatusError},
	} {
		d := documentOf("1", tt.report, &api.Error{Kind: tt.kind})
		if d.Extraction.Status != tt.want || d.ID != "1" {
			t.Errorf("%s: %s, want %s", tt.name, d.Extraction.Status, tt.want)
		}
	}
}
