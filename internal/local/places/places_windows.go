package places

import "path/filepath"

func configDefault(env Environment) string { return env.profile("APPDATA", "config") }
func dataDefault(env Environment) string   { return env.profile("LOCALAPPDATA", "data") }
func stateDefault(env Environment) string  { return env.profile("LOCALAPPDATA", "state") }
func cacheDefault(env Environment) string  { return env.profile("LOCALAPPDATA", "cache") }

// profile is a folder of ours in the user's profile, whose access list admits
// the user alone: in the part that stays on this machine (LOCALAPPDATA) or in
// the one that follows the user.
func (env Environment) profile(part, name string) string {
	base := env.absolute(part)
	if base == "" {
		return ""
	}
	return filepath.Join(base, app, name)
}

func tempDir(env Environment) string {
	for _, variable := range []string{"TMP", "TEMP", "LOCALAPPDATA"} {
		if dir := env.absolute(variable); dir != "" {
			return dir
		}
	}
	return `C:\Windows\Temp`
}

func shortTemp(Environment) string { return "" }
