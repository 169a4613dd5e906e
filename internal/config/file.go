package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"

	"github.com/spf13/viper"
)

// settingsFile is the configuration file. Profiles are a list with names, not a
// mapping: a name keeps its case and its dots that way.
type settingsFile struct {
	Profile     string         `mapstructure:"profile"`
	Concurrency string         `mapstructure:"concurrency"`
	Local       string         `mapstructure:"local"`
	Offline     string         `mapstructure:"offline"`
	NoInput     string         `mapstructure:"no_input"`
	Profiles    []profileEntry `mapstructure:"profiles"`
}

// profileEntry is a profile as it stands in the file.
type profileEntry struct {
	Name         string `mapstructure:"name"`
	BaseURL      string `mapstructure:"base_url"`
	KeyFile      string `mapstructure:"key_file"`
	KeyCommand   string `mapstructure:"key_command"`
	InsecureHTTP string `mapstructure:"insecure_http"`
	DocumentType string `mapstructure:"document_type"`
	Customer     string `mapstructure:"customer"`
	Timeout      string `mapstructure:"timeout"`
	Concurrency  string `mapstructure:"concurrency"`
}

func readFile(path string) (settingsFile, error) {
	var f settingsFile
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return f, &UsageError{Message: "cannot read the configuration: " + err.Error()}
	}
	v := viper.New()
	v.SetConfigType("yaml")
	if err := v.ReadConfig(bytes.NewReader(data)); err != nil {
		return f, usagef("correct it, or move it away", "cannot read the configuration %s: %s", path, cause(err))
	}
	if err := shape(v.AllSettings()); err != nil {
		return f, usagef("correct it; `docextract config list` names the settings there are", "configuration %s: %v", path, err)
	}
	if err := v.UnmarshalExact(&f); err != nil { // what shape let pass
		return f, usagef("correct it, or move it away", "configuration %s: %s", path, cause(err))
	}
	return f, nil
}

// cause is what the innermost library said, on one line.
func cause(err error) string {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	text := strings.Join(strings.Fields(err.Error()), " ")
	if strings.Contains(text, "cannot unmarshal") { // told in terms of Go
		return "it holds no settings of the form NAME: VALUE"
	}
	return text
}

func (f *settingsFile) profile(name string) (profileEntry, bool) {
	i := f.index(name)
	if i < 0 {
		return profileEntry{}, false
	}
	return f.Profiles[i], true
}

func (f *settingsFile) index(name string) int {
	return slices.IndexFunc(f.Profiles, func(p profileEntry) bool { return p.Name == name })
}

func (f *settingsFile) get(setting string) string { return *member(f, setting) }
func (p *profileEntry) get(setting string) string { return *member(p, setting) }

// member points to the field that the setting's name tags.
func member(of any, setting string) *string {
	v := reflect.ValueOf(of).Elem()
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("mapstructure") == setting {
			if p, ok := reflect.TypeAssert[*string](v.Field(i).Addr()); ok {
				return p
			}
		}
	}
	return new(string)
}

// check validates the file's values, naming the place of each slip.
func (f *settingsFile) check(path string) error {
	var all []error
	for _, s := range Settings() {
		if s.In(InFile) {
			if v := f.get(s.Name); v != "" {
				all = append(all, named(path+": "+s.Name, s.Check(v)))
			}
		}
		for _, p := range f.Profiles {
			if !s.In(InProfile) {
				continue
			}
			if v := p.get(s.Name); v != "" {
				all = append(all, named(fmt.Sprintf("%s: profile %q: %s", path, p.Name, s.Name), s.Check(v)))
			}
		}
	}
	seen := map[string]bool{}
	for _, p := range f.Profiles {
		switch {
		case p.Name == "":
			all = append(all, &UsageError{Message: path + ": a profile has no name"})
		case seen[p.Name]:
			all = append(all, &UsageError{Message: fmt.Sprintf("%s: two profiles are called %q", path, p.Name)})
		case p.Name == LocalProfile && p.BaseURL != "":
			all = append(all, &UsageError{Message: path + `: the profile "local" is the server inside this program and takes no base_url`})
		case p.Name == EnvironmentProfile:
			all = append(all, &UsageError{Message: path + `: the name "environment" is taken by DOCEXTRACT_API_KEY and DOCEXTRACT_BASE_URL`})
		}
		seen[p.Name] = true
	}
	return errors.Join(all...)
}
