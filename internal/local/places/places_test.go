//go:build !windows

package places_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/local/places"
)

func environment(vars map[string]string) places.Environment {
	return places.Environment{
		UID:    1000,
		Lookup: func(key string) (string, bool) { v, ok := vars[key]; return v, ok },
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	home := places.Places{
		Config: "/home/u/.config/docextract",
		Data:   "/home/u/.local/share/docextract",
		State:  "/home/u/.local/state/docextract",
		Cache:  "/home/u/.cache/docextract",
		Sockets: []places.Folder{
			{Path: "/tmp/docextract-1000", Ours: true},
			{Path: "/home/u/.local/share/docextract", Ours: true},
		},
	}
	tests := []struct {
		name string
		vars map[string]string
		want places.Places
	}{
		{"a home and nothing else", map[string]string{"HOME": "/home/u"}, home},
		{"relative values are ignored", map[string]string{
			"HOME": "/home/u", "XDG_DATA_HOME": "data", "XDG_RUNTIME_DIR": "./run", "TMPDIR": "t", "XDG_CACHE_HOME": "",
		}, home},
		{"all XDG variables", map[string]string{
			"HOME": "/home/u", "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d/", "XDG_STATE_HOME": "/s",
			"XDG_CACHE_HOME": "/k", "XDG_RUNTIME_DIR": "/run/user/1000", "TMPDIR": "/var/tmp",
		}, places.Places{
			Config: "/c/docextract", Data: "/d/docextract", State: "/s/docextract", Cache: "/k/docextract",
			Sockets: []places.Folder{
				{Path: "/run/user/1000"},
				{Path: "/var/tmp/docextract-1000", Ours: true},
				{Path: "/tmp/docextract-1000", Ours: true},
				{Path: "/d/docextract", Ours: true},
			},
		}},
		{"no home: everything is temporary", nil, places.Places{
			Config: "/tmp/docextract-1000/config", Data: "/tmp/docextract-1000/data",
			State: "/tmp/docextract-1000/state", Cache: "/tmp/docextract-1000/cache",
			Sockets: []places.Folder{
				{Path: "/tmp/docextract-1000", Ours: true},
				{Path: "/tmp/docextract-1000/data", Ours: true},
			},
			Temporary: true,
			Temp:      "/tmp/docextract-1000",
		}},
		{"no home, but a data folder", map[string]string{"XDG_DATA_HOME": "/d"}, places.Places{
			Config: "/tmp/docextract-1000/config", Data: "/d/docextract",
			State: "/tmp/docextract-1000/state", Cache: "/tmp/docextract-1000/cache",
			Sockets: []places.Folder{
				{Path: "/tmp/docextract-1000", Ours: true},
				{Path: "/d/docextract", Ours: true},
			},
			Temp: "/tmp/docextract-1000",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, places.Find(environment(tt.vars))); diff != "" {
				t.Errorf("places (-want +got):\n%s", diff)
			}
		})
	}
}
