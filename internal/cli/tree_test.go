package cli

import (
	"bytes"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/iostreams"
)

// execute runs the program in this process, with a home of its own.
func execute(t *testing.T, environ []string, args ...string) (code ExitCode, out, errOut *bytes.Buffer) {
	t.Helper()
	s, _, out, errOut := iostreams.Test(append([]string{"HOME=" + t.TempDir()}, environ...)...)
	return Execute(t.Context(), NewFactory(s, "1.2.3"), args), out, errOut
}

// TestEveryCommandHelps wants an example in the help of each and, where it does
// something, its exit status.
func TestEveryCommandHelps(t *testing.T) {
	t.Parallel()
	s, _, _, _ := iostreams.Test()
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		if !c.IsAvailableCommand() && c.HasParent() {
			return
		}
		if c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: the short help is %q", c.CommandPath(), c.Short)
		}
		if c.Example == "" {
			t.Errorf("%s has no example", c.CommandPath())
		}
		if !c.HasSubCommands() && ExitStatus(c) == "" && c.Name() != "version" {
			t.Errorf("%s has no exit status", c.CommandPath())
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(NewRoot(NewFactory(s, "")))
}

// TestHelpTouchesNothing runs what must work with a broken configuration and
// no home.
func TestHelpTouchesNothing(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{}, {"--help"}, {"version"}, {"extract", "--help"}, {"help", "wait"}, {"completion", "zsh"}} {
		s, _, out, errOut := iostreams.Test()
		f := NewFactory(s, "1.2.3")
		if code := Execute(t.Context(), f, args); code != ExitOK || out.Len() == 0 || errOut.Len() > 0 {
			t.Errorf("%q: exit code %d, output %d bytes, errors %q", args, code, out.Len(), errOut)
		}
		if f.config != nil || f.err != nil {
			t.Errorf("%q read the configuration", args)
		}
	}
}

// TestEverySettingsFlagExists holds the declared flags to the commands'.
func TestEverySettingsFlagExists(t *testing.T) {
	t.Parallel()
	s, _, _, _ := iostreams.Test()
	root := NewRoot(NewFactory(s, ""))
	for _, setting := range config.Settings() {
		if setting.Flag == "" {
			continue
		}
		found := false
		for _, c := range append(root.Commands(), root) {
			found = found || c.Flags().Lookup(setting.Flag) != nil || c.PersistentFlags().Lookup(setting.Flag) != nil
		}
		if !found {
			t.Errorf("no command has --%s", setting.Flag)
		}
	}
}

func TestVersionSaysTheReleasedOne(t *testing.T) {
	t.Parallel()
	code, out, _ := execute(t, nil, "version")
	if code != ExitOK || !strings.HasPrefix(out.String(), "docextract 1.2.3 ") {
		t.Errorf("exit code %d, output %q", code, out)
	}
}

func TestErrorsAreCleanAndPlain(t *testing.T) {
	t.Parallel()
	code, _, errOut := execute(t, nil, "config", "get", "\x1b[31mred")
	if code != ExitUsage || strings.Contains(errOut.String(), "\x1b") {
		t.Errorf("exit code %d, errors %q", code, errOut)
	}
	if !strings.HasPrefix(errOut.String(), "error: ") {
		t.Errorf("errors %q", errOut)
	}
}
