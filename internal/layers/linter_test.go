package layers_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// lintRule is one of depguard's rules: what may not be imported, and where.
type lintRule struct {
	name   string
	places []string // the rule is for these folders; all, where there is none
	except []string // and not for these
	deny   []string
}

// TestTheLinterSaysTheSame holds the linter's rules to the floor plan, so that
// neither forgets what the other knows.
func TestTheLinterSaysTheSame(t *testing.T) {
	rules := lintRules(t)
	for library, allowed := range importers {
		if !strings.Contains(library, ".") || library == "github.com/spf13/cobra/doc" {
			continue // the standard library's, and a part of another
		}
		i := slices.IndexFunc(rules, func(r lintRule) bool { return len(r.places) == 0 && slices.Contains(r.deny, library) })
		if i < 0 {
			t.Errorf("the linter lets everybody import %s", library)
			continue
		}
		if got := slices.Sorted(slices.Values(rules[i].except)); !slices.Equal(got, slices.Sorted(slices.Values(allowed))) {
			t.Errorf("the linter lets %q import %s, the test %q", got, library, allowed)
		}
	}
	for _, r := range rules {
		for _, denied := range r.deny {
			to, ours := strings.CutPrefix(denied, module)
			if _, known := importers[denied]; !ours && !known && strings.Contains(denied, ".") {
				t.Errorf("%s: nobody is named for %s in the test", r.name, denied)
			}
			for _, from := range r.places {
				if ours && mayImport(from, to) {
					t.Errorf("%s: %s may import %s by the floors", r.name, from, to)
				}
			}
		}
	}
}

// lintRules reads depguard's rules out of the linter's settings, of whose YAML
// they use one form only.
func lintRules(t *testing.T) []lintRule {
	t.Helper()
	data, err := os.ReadFile("../../.golangci.yml")
	if err != nil {
		t.Fatal(err)
	}
	_, text, found := strings.Cut(string(data), "\n    depguard:\n      rules:\n")
	if !found {
		t.Fatal("the linter has no rules for imports")
	}
	var (
		rules  []lintRule
		name   = regexp.MustCompile(`^        ([a-z-]+):$`)
		denied = regexp.MustCompile(`\{pkg: ([^,]+),`)
	)
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case !strings.HasPrefix(line, "        "):
			return rules
		case name.MatchString(line):
			rules = append(rules, lintRule{name: name.FindStringSubmatch(line)[1]})
		case strings.HasPrefix(line, "          files: "):
			rules[len(rules)-1].files(line)
		case denied.MatchString(line):
			r := &rules[len(rules)-1]
			r.deny = append(r.deny, denied.FindStringSubmatch(line)[1])
		}
	}
	return rules
}

// files sorts the patterns of a rule's files.
func (r *lintRule) files(line string) {
	for _, m := range regexp.MustCompile(`"(!?)\*\*/([^"*]+?)/?\*[^"]*"`).FindAllStringSubmatch(line, -1) {
		if m[1] == "!" {
			r.except = append(r.except, m[2])
		} else {
			r.places = append(r.places, m[2])
		}
	}
}
