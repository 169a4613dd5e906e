// Package places knows where this user's files are: configuration, data,
// state, cache, and the private folders for sockets. It follows the XDG base
// directories, reads no environment by itself, and creates nothing.
package places

import (
	"path/filepath"
	"strconv"
)

// app is the name of our folder in each of the base directories.
const app = "docextract"

// Environment is what the process was given.
type Environment struct {
	// Lookup returns an environment variable.
	Lookup func(key string) (value string, ok bool)
	// UID is the user's number, -1 on a system without such numbers.
	UID int
}

// Places are the folders of one user. All are absolute.
type Places struct {
	// Config holds the configuration file.
	Config string
	// Data holds the local server's database, documents, lock and log.
	Data string
	// State holds what this machine remembers of its own submissions.
	State string
	// Cache holds compiled modules; it can be deleted at any time.
	Cache string
	// Sockets are the folders a private socket may be in, best first. Who
	// uses one must create it if need be, and check whose it is.
	Sockets []Folder
	// Temporary is true where there is neither a home nor another place for
	// the data: it is below Temp then.
	Temporary bool
	// Temp is the folder, in the one for temporary files, that takes the place
	// of a home for some of the above; "" where none needs it. Everybody may
	// make a folder there: who uses one of the above makes sure first that
	// this one is the user's own.
	Temp string
}

// Folder is a candidate for a private folder.
type Folder struct {
	Path string
	// Ours is true for a folder of docextract alone, which may be created.
	Ours bool
}

// Find returns the user's places.
func Find(env Environment) Places {
	temp := filepath.Join(tempDir(env), app+"-"+strconv.Itoa(env.UID))
	p := Places{
		Config: env.place("XDG_CONFIG_HOME", configDefault),
		Data:   env.place("XDG_DATA_HOME", dataDefault),
		State:  env.place("XDG_STATE_HOME", stateDefault),
		Cache:  env.place("XDG_CACHE_HOME", cacheDefault),
	}
	for name, place := range map[string]*string{
		"config": &p.Config, "data": &p.Data, "state": &p.State, "cache": &p.Cache,
	} {
		if *place == "" {
			*place, p.Temp = filepath.Join(temp, name), temp
			p.Temporary = p.Temporary || name == "data"
		}
	}
	p.Sockets = sockets(env, temp, p.Data)
	return p
}

// sockets lists the candidates for the private socket's folder. The folder
// for temporary files can be too deep for a socket's path, therefore the
// system's own one follows it; the data folder is the last resort where
// somebody else sits on the name.
func sockets(env Environment, temp, data string) []Folder {
	var list []Folder
	if runtime := env.absolute("XDG_RUNTIME_DIR"); runtime != "" {
		list = append(list, Folder{Path: runtime})
	}
	list = append(list, Folder{Path: temp, Ours: true})
	if short := shortTemp(env); short != "" && short != temp {
		list = append(list, Folder{Path: short, Ours: true})
	}
	return append(list, Folder{Path: data, Ours: true})
}

// place is our folder in the base directory that the variable names, or the
// system's default for it; "" without a home.
func (env Environment) place(variable string, fallback func(Environment) string) string {
	if base := env.absolute(variable); base != "" {
		return filepath.Join(base, app)
	}
	return fallback(env)
}

// absolute is the value of a variable that holds a folder. A relative one is
// ignored, as the XDG specification asks.
func (env Environment) absolute(variable string) string {
	value, ok := env.Lookup(variable)
	if !ok || !filepath.IsAbs(value) {
		return ""
	}
	return filepath.Clean(value)
}
