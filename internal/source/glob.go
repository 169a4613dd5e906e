package source

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Glob is a pattern for the files and folders below a folder. *, ? and [a-z] do
// not match a slash, and ** stands for any number of folders. A pattern without
// a slash is one for names, at any depth; another is one for the path below the
// folder. Case counts.
type Glob struct {
	segments []string
	anywhere bool // for names
}

// ParseGlob reads a pattern. Its error says what is wrong with it.
func ParseGlob(pattern string) (Glob, error) {
	clean := strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(pattern), "./"), "/")
	if clean == "" {
		return Glob{}, fmt.Errorf("the pattern %q matches nothing", pattern)
	}
	g := Glob{anywhere: !strings.Contains(clean, "/")}
	for segment := range strings.SplitSeq(strings.TrimPrefix(clean, "/"), "/") {
		if _, err := path.Match(segment, ""); err != nil {
			return Glob{}, fmt.Errorf("the pattern %q is not complete", pattern)
		}
		if segment == "**" && len(g.segments) > 0 && g.segments[len(g.segments)-1] == "**" {
			continue // two of them mean no more than one
		}
		g.segments = append(g.segments, segment)
	}
	return g, nil
}

// Match tells whether the pattern is one for rel, a path below the folder.
func (g Glob) Match(rel string) bool {
	names := strings.Split(filepath.ToSlash(rel), "/")
	if g.anywhere {
		names = names[len(names)-1:]
	}
	return matchSegments(g.segments, names)
}

// matchSegments fills a table from the end instead of trying every place of
// every **, which a hostile pattern would make take for ever.
func matchSegments(pattern, names []string) bool {
	rest := make([]bool, len(names)+1) // rest[j]: what follows matches names[j:]
	rest[len(names)] = true
	for _, segment := range slices.Backward(pattern) {
		now := make([]bool, len(names)+1)
		for j := len(names); j >= 0; j-- {
			switch {
			case segment == "**":
				now[j] = rest[j] || j < len(names) && now[j+1]
			case j < len(names):
				ok, err := path.Match(segment, names[j])
				now[j] = ok && err == nil && rest[j+1]
			}
		}
		rest = now
	}
	return rest[0]
}

// matchAny tells whether one of the patterns is for rel.
func matchAny(globs []Glob, rel string) bool {
	for _, g := range globs {
		if g.Match(rel) {
			return true
		}
	}
	return false
}
