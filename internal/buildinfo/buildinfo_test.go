package buildinfo

import (
	"runtime/debug"
	"testing"
)

func TestVersion(t *testing.T) {
	for name, c := range map[string]struct{ released, module, want string }{
		"a release":           {"v1.2.3", "(devel)", "1.2.3"},
		"a release, no v":     {"1.2.3", "v9.9.9", "1.2.3"},
		"go install":          {"", "v1.2.3", "1.2.3"},
		"a work tree":         {"", "(devel)", Development},
		"a test":              {"", "", Development},
		"a commit in between": {"", "v0.0.0-20261124100000-abcdefabcdef+dirty", "0.0.0-20261124100000-abcdefabcdef+dirty"},
	} {
		got := describe(c.released, &debug.BuildInfo{Main: debug.Module{Version: c.module}})
		if got.Version != c.want {
			t.Errorf("%s: %q, want %q", name, got.Version, c.want)
		}
	}
}

func TestTheCommitIsNamed(t *testing.T) {
	got := describe("", &debug.BuildInfo{GoVersion: "go1.26", Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "abc"}, {Key: "vcs.time", Value: "2026-11-24T10:00:00Z"}, {Key: "vcs.modified", Value: "true"}, {Key: "GOOS", Value: "linux"},
	}})
	want := Info{Version: Development, Revision: "abc", Time: "2026-11-24T10:00:00Z", Modified: true, Go: "go1.26"}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := describe("", nil); got.Version != Development {
		t.Errorf("of nothing: %+v", got)
	}
}

func TestReadDescribesThisProgram(t *testing.T) {
	if got := Read(""); got.Version == "" || got.Go == "" {
		t.Errorf("got %+v", got)
	}
}
