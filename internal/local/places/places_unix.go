//go:build !windows

package places

import (
	"path/filepath"
	"strconv"
)

func configDefault(env Environment) string { return env.home(".config") }
func dataDefault(env Environment) string   { return env.home(".local", "share") }
func stateDefault(env Environment) string  { return env.home(".local", "state") }
func cacheDefault(env Environment) string  { return env.home(".cache") }

// home is our folder below that one of the user's home, "" without a home.
func (env Environment) home(below ...string) string {
	home := env.absolute("HOME")
	if home == "" {
		return ""
	}
	return filepath.Join(home, filepath.Join(below...), app)
}

func tempDir(env Environment) string {
	if dir := env.absolute("TMPDIR"); dir != "" {
		return dir
	}
	return "/tmp"
}

// shortTemp is our folder where a path to a socket surely fits.
func shortTemp(env Environment) string {
	return filepath.Join("/tmp", app+"-"+strconv.Itoa(env.UID))
}
