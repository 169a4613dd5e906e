// Package config knows every setting: its name, default, environment variable
// and flag, declared once as data; and the profiles, each a service to talk
// to. It resolves them by precedence (flag, environment, file, default), tells
// where each value came from, and reads and writes the configuration file. It
// holds no key: keys are internal/credential's.
package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Lookup gives a variable of the environment and whether it is set.
type Lookup func(name string) (string, bool)

// Config is the configuration of one run.
type Config struct {
	// Path is the configuration file's place; it need not exist.
	Path string

	file  settingsFile
	env   Lookup
	flags map[string]string
}

// Load reads the file at path, where there is one. flags are the values given
// on the command line, by the settings' names.
func Load(path string, env Lookup, flags map[string]string) (*Config, error) {
	file, err := readFile(path)
	if err != nil {
		return nil, err
	}
	c := &Config{Path: path, file: file, env: env, flags: flags}
	return c, c.check()
}

// Origin says where a value came from.
type Origin string

// The origins, in the order of precedence.
const (
	FromFlag    Origin = "flag"
	FromEnv     Origin = "environment"
	FromProfile Origin = "profile"
	FromFile    Origin = "file"
	FromDefault Origin = "default"
)

// Value is a setting's value with its origin.
type Value struct {
	Setting Setting
	Text    string
	Origin  Origin
	// From details the origin: the flag, the variable, or the profile.
	From string
}

// Value resolves the setting of that name for the profile in force.
func (c *Config) Value(name string) Value {
	s, ok := Find(name)
	if !ok {
		panic("config: no setting " + name) // a slip in the program, never in its use
	}
	if v, ok := c.flags[name]; ok && s.Flag != "" {
		return Value{s, v, FromFlag, "--" + s.Flag}
	}
	profile, origin := c.choice()
	if name == Profile && origin == fromVariables {
		return Value{s, profile, FromEnv, c.serviceVariable()}
	}
	if s.Env != "" && (!s.Connection || origin == fromVariables) {
		if v := c.variable(s.Env); v != "" {
			return Value{s, v, FromEnv, s.Env}
		}
	}
	if p, ok := c.file.profile(profile); ok && s.In(InProfile) {
		if v := p.get(name); v != "" {
			return Value{s, v, FromProfile, profile}
		}
	}
	if s.In(InFile) {
		if v := c.file.get(name); v != "" {
			return Value{s, v, FromFile, c.Path}
		}
	}
	if name == BaseURL && (profile == HostedProfile || origin == fromVariables) {
		return Value{s, HostedURL, FromDefault, ""}
	}
	return Value{s, s.Default, FromDefault, ""}
}

// variable is the trimmed value of an environment variable; a blank one is
// none.
func (c *Config) variable(name string) string {
	v, _ := c.env(name)
	return strings.TrimSpace(v)
}

// check validates what the environment and the file say, so that a slip is
// told at the start and by name.
func (c *Config) check() error {
	var all []error
	for _, s := range Settings() {
		if s.Sensitive {
			continue
		}
		if s.Env != "" {
			if v := c.variable(s.Env); v != "" {
				all = append(all, named(s.Env, s.Check(v)))
			}
		}
		if v := c.flags[s.Name]; v != "" && s.Flag != "" {
			all = append(all, named("--"+s.Flag, s.Check(v)))
		}
	}
	return errors.Join(append(all, c.file.check(c.Path))...)
}

func named(where string, err error) error {
	if err == nil {
		return nil
	}
	return &UsageError{Message: where + ": " + err.Error()}
}

// UsageError is a mistake in what the user gave: a flag, a variable or the
// file.
type UsageError struct {
	Message string
	Hint    string
}

// Error gives the message.
func (e *UsageError) Error() string { return e.Message }

func usagef(hint, format string, args ...any) *UsageError {
	return &UsageError{Message: fmt.Sprintf(format, args...), Hint: hint}
}

// ProfileNames lists the profiles there are, the built-in ones first.
func (c *Config) ProfileNames() []string {
	names := []string{LocalProfile, HostedProfile}
	for _, p := range c.file.Profiles {
		if !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	return names
}

func list(words []string) string { return strings.Join(words, ", ") }
