package cli

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"

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

// locked is a keyring that waits for its owner.
type locked struct{ opened chan struct{} }

func (l locked) Get(string) (string, error) { <-l.opened; return "", errors.New("too late") }
func (l locked) Set(string, string) error   { <-l.opened; return errors.New("too late") }
func (l locked) Delete(string) error        { <-l.opened; return errors.New("too late") }

// TestStatusOfALockedKeyring says that the keyring does not answer, and not
// that there is no key.
func TestStatusOfALockedKeyring(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		s, _, out, errOut := iostreams.Test("HOME=" + home)
		f := NewFactory(s, "1.2.3")
		ring := locked{make(chan struct{})}
		defer close(ring.opened)
		f.Keyring = ring
		if code := Execute(t.Context(), f, []string{"auth", "status", "-p", "hosted"}); code != ExitUnauthorized {
			t.Errorf("exit code %d", code)
		}
		if strings.Contains(out.String(), "none") || !strings.Contains(errOut.String(), "the keyring does not answer within 3s") {
			t.Errorf("output %q, errors %q", out, errOut)
		}
	})
}
