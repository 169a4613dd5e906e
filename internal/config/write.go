package config

import (
	"bytes"
	"fmt"
	"path/filepath"
	"reflect"

	"github.com/spf13/viper"

	"github.com/docextract/docextract/internal/atomicfile"
)

// Set changes a setting in the file: at its top, or in the profile of that
// name, which comes into being where there is none. "" as the value removes
// the setting.
func (c *Config) Set(profile, name, value string) error {
	s, ok := Find(name)
	if !ok {
		return usagef("`docextract config list` names them", "no setting is called %q", name)
	}
	if value != "" {
		if err := s.Check(value); err != nil {
			return usagef("", "%s: %v", s.Name, err)
		}
	}
	switch {
	case s.Sensitive:
		return usagef("store it with `docextract auth login`", "%s is not kept in the configuration", s.Name)
	case s.In(InProfile) && (profile != "" || !s.In(InFile)):
		return c.setInProfile(profile, s, value)
	case s.In(InFile) && s.Name == Profile:
		return c.Use(value)
	case s.In(InFile):
		*member(&c.file, s.Name) = value
		return c.write()
	}
	return usagef("", "%s is a flag only", s.Name)
}

func (c *Config) setInProfile(profile string, s Setting, value string) error {
	if profile == "" {
		profile, _ = c.choice()
	}
	if profile == EnvironmentProfile {
		return usagef("name a profile with -p NAME", "DOCEXTRACT_API_KEY and DOCEXTRACT_BASE_URL make the profile in force, which is not in the file")
	}
	if profile == LocalProfile && s.Connection {
		return usagef("name another profile with -p NAME", `the profile "local" is the server inside this program and takes no %s`, s.Name)
	}
	*member(c.entry(profile), s.Name) = value
	return c.write()
}

// entry is the profile's place in the file, made where there is none.
func (c *Config) entry(profile string) *profileEntry {
	i := c.file.index(profile)
	if i < 0 {
		c.file.Profiles = append(c.file.Profiles, profileEntry{Name: profile})
		i = len(c.file.Profiles) - 1
	}
	return &c.file.Profiles[i]
}

// Use makes the profile the one in force where neither flag nor variable
// says otherwise.
func (c *Config) Use(profile string) error {
	if profile == "" {
		profile = LocalProfile
	}
	if _, ok := c.file.profile(profile); !ok && profile != LocalProfile && profile != HostedProfile {
		return usagef("choose one of: "+list(c.ProfileNames()), "no profile is called %q", profile)
	}
	c.file.Profile = profile
	return c.write()
}

// write replaces the file whole or not at all; only its owner can read it.
func (c *Config) write() error {
	v := viper.New()
	v.SetConfigType("yaml")
	for name, value := range members(&c.file) {
		v.Set(name, value)
	}
	profiles := make([]map[string]string, 0, len(c.file.Profiles))
	for i := range c.file.Profiles {
		profiles = append(profiles, members(&c.file.Profiles[i]))
	}
	if len(profiles) > 0 {
		v.Set("profiles", profiles)
	}
	var b bytes.Buffer
	if err := v.WriteConfigTo(&b); err != nil {
		return fmt.Errorf("write the configuration: %w", err)
	}
	path := c.Path
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target // settings kept elsewhere stay there
	}
	if err := atomicfile.Write(path, b.Bytes(), 0o700); err != nil {
		return fmt.Errorf("write the configuration: %w", err)
	}
	return nil
}

// members are the values that are set, by their names in the file.
func members(of any) map[string]string {
	out := map[string]string{}
	v := reflect.ValueOf(of).Elem()
	for i := range v.NumField() {
		if text, ok := reflect.TypeAssert[string](v.Field(i)); ok && text != "" {
			out[v.Type().Field(i).Tag.Get("mapstructure")] = text
		}
	}
	return out
}
