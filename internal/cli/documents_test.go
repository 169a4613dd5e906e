package cli

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
)

// foreign is a service that says little of itself.
type foreign struct {
	api.Service
	own   bool
	types []api.DocumentType
	err   error
}

func (f foreign) Health(context.Context) (api.Health, error) { return api.Health{Own: f.own}, nil }
func (f foreign) DocumentTypes(context.Context) ([]api.DocumentType, error) {
	return f.types, f.err
}

func TestDocumentType(t *testing.T) {
	t.Parallel()
	remote := config.Service{Name: "acme", BaseURL: "https://acme.example"}
	tests := []struct {
		name    string
		set     string
		profile config.Service
		service foreign
		want    string
		err     string
		code    ExitCode
	}{
		{name: "the one set", set: "waybill", profile: remote, want: "waybill"},
		{name: "invoice on this machine", profile: config.Service{Name: "local"}, want: "invoice"},
		{name: "invoice on a server of ours", profile: remote, service: foreign{own: true}, want: "invoice"},
		{
			name: "elsewhere it must be named, and the service lists them", profile: remote,
			service: foreign{types: []api.DocumentType{{Name: "waybill"}, {Name: "menu"}}},
			err:     "choose one with -t: waybill, menu", code: ExitUsage,
		},
		{name: "or not", profile: remote, err: "name it with -t", code: ExitUsage},
		{
			name: "a list that cannot be read is said", profile: remote,
			service: foreign{err: &api.Error{Kind: api.KindInternal, Message: "odd answer"}},
			err:     "odd answer", code: ExitUsage,
		},
		{
			name: "a refused key is an error of its own", profile: remote,
			service: foreign{err: &api.Error{Kind: api.KindUnauthorized, Message: "no"}}, code: ExitUnauthorized,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			flags := map[string]string{}
			if tt.set != "" {
				flags[config.DocumentType] = tt.set
			}
			none := func(string) (string, bool) { return "", false }
			c, err := config.Load(filepath.Join(t.TempDir(), "config.yaml"), none, flags)
			if err != nil {
				t.Fatal(err)
			}
			got, err := documentType(t.Context(), c, &connection{Service: tt.service, profile: tt.profile})
			if got != tt.want || codeOf(err) != tt.code {
				t.Fatalf("got %q, exit code %d, error %v", got, codeOf(err), err)
			}
			if err != nil {
				if message, hint := describe(err); !strings.Contains(message+hint, tt.err) {
					t.Errorf("message %q, hint %q, want %q", message, hint, tt.err)
				}
			}
		})
	}
}
