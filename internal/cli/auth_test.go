package cli

import (
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/iostreams"
)

// TestALoginThatTheEnvironmentOverrules names the profile with a flag, which
// the next command will not have.
func TestALoginThatTheEnvironmentOverrules(t *testing.T) {
	t.Parallel()
	for environ, want := range map[string]string{
		"DOCEXTRACT_PROFILE=local":                      `"local"`,
		"DOCEXTRACT_BASE_URL=https://other.example.com": `"environment"`,
		"DOCEXTRACT_CUSTOMER=ACME":                      "",
		"DOCEXTRACT_PROFILE=hosted":                     "",
	} {
		s, _, _, errOut := iostreams.Test("HOME="+t.TempDir(), environ)
		f := NewFactory(s, "1.2.3")
		c, err := config.Load(f.configPath(), s.Env.Lookup, map[string]string{config.Profile: "hosted"})
		if err != nil {
			t.Fatal(err)
		}
		(&authOptions{factory: f}).warnShadowed(c, "hosted")
		if got := errOut.String(); !strings.Contains(got, want) || (got == "") != (want == "") {
			t.Errorf("%s: %q", environ, got)
		}
	}
}
