package docs_test

import (
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the output in the guides with what the program says now")

// pages are the Markdown files that people read.
func pages(t *testing.T) []string {
	t.Helper()
	guides, err := filepath.Glob("guides/*.md")
	if err != nil {
		t.Fatal(err)
	}
	all := slices.Concat(guides, []string{"README.md", "accuracy.md", "../CONTRIBUTING.md", "../CHANGELOG.md"})
	if _, err := os.Stat("../README.md"); err == nil {
		all = append(all, "../README.md")
	}
	return all
}

func TestLinksLeadSomewhere(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#]+)`)
	for _, page := range pages(t) {
		for _, m := range link.FindAllStringSubmatch(read(t, page), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), m[1])); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
	}
}

// TestCommandsExist asks the program's help for every command in the pages.
func TestCommandsExist(t *testing.T) {
	binary, known := build(t), map[string]bool{}
	command := regexp.MustCompile(`docextract ([a-z][a-z-]*)(?: ([a-z]+)\b)?`)
	for _, page := range pages(t) {
		for _, line := range code(read(t, page)) {
			for _, m := range command.FindAllStringSubmatch(line, -1) {
				args := []string{m[1]}
				if slices.Contains([]string{"auth", "config", "keys", "local", "types"}, m[1]) && m[2] != "" {
					args = append(args, m[2])
				}
				name := "docextract " + strings.Join(args, " ")
				if known[name] {
					continue
				}
				known[name] = true
				help := exec.CommandContext(t.Context(), binary, append(args, "--help")...)
				help.Env = []string{"HOME=" + t.TempDir()}
				if out, err := help.CombinedOutput(); err != nil || !strings.Contains(string(out), name) {
					t.Errorf("%s: %q: %s is no command: %v", page, line, name, err)
				}
			}
		}
	}
}

// TestShownOutputIsReal runs the commands of every console block beside the
// examples and compares what they print with what the page shows.
func TestShownOutputIsReal(t *testing.T) {
	if _, err := exec.LookPath("jq"); err != nil {
		t.Skip("the pages' commands need jq, which is not installed")
	}
	binary, cache := build(t), t.TempDir()
	block := regexp.MustCompile("(?ms)^```console\n(.*?)^```$")
	for _, page := range pages(t) {
		text := read(t, page)
		shell := newShell(t, binary, cache)
		got := block.ReplaceAllStringFunc(text, func(b string) string {
			var out strings.Builder
			out.WriteString("```console\n")
			for line := range strings.Lines(b) {
				if command, ok := strings.CutPrefix(line, "$ "); ok {
					out.WriteString(line + shell.run(strings.TrimSpace(command)))
				}
			}
			return out.String() + "```"
		})
		if *update && got != text {
			if err := os.WriteFile(page, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		// A confidence may move a little with every change of the engine, and
		// a column with it.
		loose := regexp.MustCompile(`\b0\.\d{1,3}\b| +`)
		if loose.ReplaceAllString(got, "~") == loose.ReplaceAllString(text, "~") {
			continue
		}
		t.Errorf("%s shows what the program does not print: run go test ./docs -update and look at the difference", page)
	}
}

// shell runs commands in a folder that holds the examples, and an inbox.
type shell struct {
	t   *testing.T
	dir string
	env []string
}

func newShell(t *testing.T, binary, cache string) *shell {
	t.Helper()
	s := &shell{t: t, dir: t.TempDir(), env: []string{
		"PATH=" + filepath.Dir(binary) + string(os.PathListSeparator) + os.Getenv("PATH"),
		"HOME=" + t.TempDir(), "XDG_CACHE_HOME=" + cache, "TERM=dumb", "COLUMNS=100", "LC_ALL=C.UTF-8", "TZ=UTC",
	}}
	if err := os.CopyFS(s.dir, os.DirFS("examples")); err != nil {
		t.Fatal(err)
	}
	inbox := filepath.Join(s.dir, "inbox")
	if err := os.Mkdir(inbox, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"boxes-fr.pdf", "letterhead-de.pdf", "statement-it.pdf"} {
		if err := os.Link(filepath.Join(s.dir, name), filepath.Join(inbox, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(inbox, "cut-off.pdf"), []byte("%PDF-1.7\nthe rest is missing"), 0o600); err != nil {
		t.Fatal(err)
	}
	return s
}

// run gives what a command prints, with ids and times replaced.
func (s *shell) run(command string) string {
	s.t.Helper()
	cmd := exec.CommandContext(s.t.Context(), "sh", "-c", command)
	cmd.Dir, cmd.Env = s.dir, s.env
	out, err := cmd.CombinedOutput()
	if _, exited := err.(*exec.ExitError); err != nil && !exited { //nolint:errorlint // exec gives it bare
		s.t.Fatalf("%s: %v", command, err)
	}
	return regexp.MustCompile(`\b[0-9a-f]{40}\b`).ReplaceAllString(string(out), "17956c3c6e1a4c5bb53c0fd5a7b0f0a3d0c1b2a4")
}

func build(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "docextract")
	cmd := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "../cmd/docextract")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return binary
}

func read(t *testing.T, page string) string {
	t.Helper()
	b, err := fs.ReadFile(os.DirFS(filepath.Dir(page)), filepath.Base(page))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// code is the text between fences and between back quotes.
func code(markdown string) []string {
	var out []string
	fenced := false
	span := regexp.MustCompile("`([^`]+)`")
	for line := range strings.Lines(markdown) {
		switch {
		case strings.HasPrefix(line, "```"):
			fenced = !fenced
		case fenced:
			out = append(out, strings.TrimSpace(strings.SplitN(line, "#", 2)[0]))
		default:
			for _, m := range span.FindAllStringSubmatch(line, -1) {
				out = append(out, m[1])
			}
		}
	}
	return out
}
