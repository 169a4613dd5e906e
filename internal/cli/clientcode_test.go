package cli

import (
	"slices"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/render"
)

// TestTheExitsOfOurOwnFailures are what the reference says: those of a document
// alone, and with another that is done.
func TestTheExitsOfOurOwnFailures(t *testing.T) {
	t.Parallel()
	kinds := map[string][]api.Kind{
		api.CodeUnreadable:   {api.KindUnreadable},
		api.CodeUnauthorized: {api.KindUnauthorized},
		api.CodeUnavailable:  {api.KindUnavailable},
		api.CodeAmbiguous:    {api.KindAmbiguous},
		api.CodeInterrupted:  {api.KindInterrupted, api.KindNotStarted},
		api.CodeInternal:     {api.KindInternal},
	}
	for _, c := range ClientCodes() {
		for _, kind := range kinds[c.Code] {
			e := &api.Error{Kind: kind, Code: c.Code}
			var alone, with exits
			alone.note(codeOfKind(e))
			with.note(codeOfKind(e))
			with.note(ExitOK)
			if !slices.Contains(c.Exits, alone.overall()) || !slices.Contains(c.Exits, with.overall()) {
				t.Errorf("%s ends with %d, and with %d beside another", c.Code, alone.overall(), with.overall())
			}
			if originOf(e) != render.OriginClient {
				t.Errorf("%s is taken for the service's", c.Code)
			}
		}
		if kinds[c.Code] == nil || c.Meaning == "" {
			t.Errorf("nothing is known of %s", c.Code)
		}
	}
}
