// Package buildinfo says which program this is: its version and the commit it
// was built from. What tells two builds of one version apart is not here but in
// internal/local, which needs it.
package buildinfo

import (
	"runtime/debug"
	"strings"
)

// Info is what is known of a build.
type Info struct {
	Version  string // "1.2.3", or "0.0.0-dev" for a build out of a work tree
	Revision string // the commit, "" where it is not known
	Time     string // of the commit (RFC 3339), "" where it is not known
	Modified bool   // built from files that were not committed
	Go       string // the version of Go that built it
}

// Development is the version of a build that nobody released.
const Development = "0.0.0-dev"

// Read describes the running program. released is the version that the
// release's linker wrote into main, "" for every other build.
func Read(released string) Info {
	b, _ := debug.ReadBuildInfo()
	return describe(released, b)
}

// describe reads what the toolchain has noted; b may be nil.
func describe(released string, b *debug.BuildInfo) Info {
	info := Info{Version: strings.TrimPrefix(released, "v")}
	if b != nil {
		info.fill(b)
	}
	if info.Version == "" {
		info.Version = Development
	}
	return info
}

func (i *Info) fill(b *debug.BuildInfo) {
	i.Go = b.GoVersion
	// "go install module@v1.2.3" knows its version; a work tree says (devel)
	// or, with its commit, a pseudo-version.
	if v := b.Main.Version; i.Version == "" && v != "(devel)" {
		i.Version = strings.TrimPrefix(v, "v")
	}
	for _, s := range b.Settings {
		switch s.Key {
		case "vcs.revision":
			i.Revision = s.Value
		case "vcs.time":
			i.Time = s.Value
		case "vcs.modified":
			i.Modified = s.Value == "true"
		}
	}
}
