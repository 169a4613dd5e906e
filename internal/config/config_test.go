package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/config"
)

func env(vars ...string) config.Lookup {
	values := map[string]string{}
	for _, v := range vars {
		name, value, _ := strings.Cut(v, "=")
		values[name] = value
	}
	return func(name string) (string, bool) { v, ok := values[name]; return v, ok }
}

func load(t *testing.T, file string, vars []string, flags map[string]string) (*config.Config, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "docextract", "config.yaml")
	if file != "" {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return config.Load(path, env(vars...), flags)
}

const acme = `
profile: acme.EU
concurrency: 2
profiles:
  - name: acme.EU
    base_url: https://acme.example
    document_type: receipt
    concurrency: 8
  - name: other
    base_url: https://other.example/api
    key_file: /run/key
`

func TestService(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		file  string
		env   []string
		flags map[string]string
		want  config.Service
		err   string
	}{
		{name: "nothing configured is the local server", want: config.Service{Name: "local", ChosenBy: config.FromDefault}},
		{
			name: "a key alone goes to the hosted service", env: []string{"DOCEXTRACT_API_KEY=k"},
			want: config.Service{Name: "environment", BaseURL: config.HostedURL, Key: "k", ChosenBy: config.FromEnv},
		},
		{
			name: "the variables beat the file as a whole", file: acme, env: []string{"DOCEXTRACT_BASE_URL=http://127.0.0.1:1"},
			want: config.Service{Name: "environment", BaseURL: "http://127.0.0.1:1", ChosenBy: config.FromEnv},
		},
		{
			name: "a profile named by a flag beats the variables as a whole", file: acme,
			env:   []string{"DOCEXTRACT_API_KEY=k", "DOCEXTRACT_BASE_URL=http://127.0.0.1:1"},
			flags: map[string]string{config.Profile: "other"},
			want:  config.Service{Name: "other", BaseURL: "https://other.example/api", KeyFile: "/run/key", ChosenBy: config.FromFlag},
		},
		{
			name: "so does one named by a variable", file: acme, env: []string{"DOCEXTRACT_API_KEY=k", "DOCEXTRACT_PROFILE=local"},
			want: config.Service{Name: "local", ChosenBy: config.FromEnv},
		},
		{
			name: "the file's own choice keeps the name's case and dots", file: acme,
			want: config.Service{Name: "acme.EU", BaseURL: "https://acme.example", ChosenBy: config.FromFile},
		},
		{
			name: "hosted needs no entry", flags: map[string]string{config.Profile: "hosted"},
			want: config.Service{Name: "hosted", BaseURL: config.HostedURL, ChosenBy: config.FromFlag},
		},
		{
			name: "an empty variable is none", env: []string{"DOCEXTRACT_API_KEY=", "DOCEXTRACT_BASE_URL= "},
			want: config.Service{Name: "local", ChosenBy: config.FromDefault},
		},
		{name: "an unknown profile", flags: map[string]string{config.Profile: "nobody"}, err: `no profile is called "nobody"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, err := load(t, tt.file, tt.env, tt.flags)
			if err != nil {
				t.Fatal(err)
			}
			got, err := c.Service()
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Fatalf("error %v, want %q", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got != tt.want {
				t.Errorf("got  %+v\nwant %+v", got, tt.want)
			}
			// What is listed is what is in force.
			if name, url := c.Value(config.Profile), c.Value(config.BaseURL); name.Text != got.Name || name.Origin != got.ChosenBy || url.Text != got.BaseURL {
				t.Errorf("the settings say %q by %s at %q", name.Text, name.Origin, url.Text)
			}
		})
	}
}

func TestValueTakesTheFirstOfFlagEnvironmentProfileFileDefault(t *testing.T) {
	t.Parallel()
	steps := []struct {
		file  string
		env   []string
		flags map[string]string
		want  string
		from  config.Origin
	}{
		{want: "", from: config.FromDefault},
		{file: "concurrency: 2", want: "2", from: config.FromFile},
		{file: acme, want: "8", from: config.FromProfile},
		{file: acme, env: []string{"DOCEXTRACT_CONCURRENCY=16"}, want: "16", from: config.FromEnv},
		{file: acme, env: []string{"DOCEXTRACT_CONCURRENCY=16"}, flags: map[string]string{config.Concurrency: "32"}, want: "32", from: config.FromFlag},
	}
	for _, s := range steps {
		c, err := load(t, s.file, s.env, s.flags)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Value(config.Concurrency); got.Text != s.want || got.Origin != s.from {
			t.Errorf("got %q from %s, want %q from %s", got.Text, got.Origin, s.want, s.from)
		}
	}
}

func TestSlipsAreNamed(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, file, env, want string }{
		{"an unknown member", "colour: red", "", `config.yaml: there is no setting "colour"`},
		{"an unknown member of a profile", "profiles: [{name: a, url: https://a.example}]", "", `profile a: there is no setting "url"`},
		{"a profile's setting at the top", "timeout: 5m", "", "timeout is a setting of a profile and stands below profiles"},
		{"a top setting in a profile", "profiles: [{name: a, offline: true}]", "", "profile a: offline is no setting of a profile"},
		{"profiles that are none", "profiles: 3", "", "profiles is not a list of profiles"},
		{"a profile that is none", "profiles: [a]", "", "profile 1 has no name"},
		{"many values", "local: [auto, process]", "", "local takes one value"},
		{"no YAML", "{", "", "cannot read the configuration"},
		{"no settings", "just text", "", "it holds no settings of the form"},
		{"a value out of its range", "concurrency: 0", "", "concurrency"},
		{"a variable", "", "DOCEXTRACT_TIMEOUT=soon", "DOCEXTRACT_TIMEOUT"},
		{"a URL that holds a password", "", "DOCEXTRACT_BASE_URL=https://u:secret@a.example", "must not hold a password"},
		{"a profile twice", "profiles: [{name: a}, {name: a}]", "", `two profiles are called "a"`},
		{"a URL for local", "profiles: [{name: local, base_url: 'https://a.example'}]", "", "takes no base_url"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := load(t, tt.file, []string{tt.env}, nil)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("error %v, want %q", err, tt.want)
			}
			if strings.Contains(err.Error(), "\n") || strings.Contains(err.Error(), "decoding") {
				t.Errorf("the error is the library's: %v", err)
			}
			if strings.Contains(err.Error(), "secret") {
				t.Error("the error shows the password")
			}
		})
	}
}

func TestSetWritesWhatLoadReads(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "new", "config.yaml")
	c, err := config.Load(path, env(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range [][3]string{
		{"eu.West", config.BaseURL, "https://a.example"},
		{"eu.West", config.Customer, "tab\tand: colon # hash"},
		{"", config.Profile, "eu.West"},
		{"", config.Concurrency, "3"},
		{"", config.Offline, "true"},
	} {
		if err := c.Set(set[0], set[1], set[2]); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, error %v", info.Mode(), err)
	}
	again, err := config.Load(path, env(), nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := again.Service()
	if err != nil || s.Name != "eu.West" || s.BaseURL != "https://a.example" {
		t.Errorf("service %+v, error %v", s, err)
	}
	if v := again.Value(config.Customer); v.Text != "tab\tand: colon # hash" {
		t.Errorf("customer %q", v.Text)
	}
	if !again.Value(config.Offline).Bool() || again.Value(config.Concurrency).Int() != 3 {
		t.Error("the top-level settings are lost")
	}
	for _, bad := range [][3]string{
		{"local", config.BaseURL, "https://a.example"},
		{"", config.APIKey, "k"},
		{"", "colour", "red"},
		{"", config.Profile, "nobody"},
		{"", config.Quiet, "true"},
	} {
		if err := again.Set(bad[0], bad[1], bad[2]); err == nil {
			t.Errorf("Set%q went through", bad)
		}
	}
}

// A file of settings that is a link, into a folder that is kept in version
// control for instance, stays one.
func TestSetFollowsALink(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	kept, link := filepath.Join(dir, "kept.yaml"), filepath.Join(dir, "config.yaml")
	if err := os.WriteFile(kept, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(kept, link); err != nil {
		t.Skip("no links here: ", err)
	}
	c, err := config.Load(link, env(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Set("", config.Offline, "true"); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("%v, error %v", info.Mode(), err)
	}
	if text, err := os.ReadFile(kept); err != nil || len(text) == 0 {
		t.Errorf("the file that is kept holds %q, error %v", text, err)
	}
}

func TestHere(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]bool{
		"": true, "http://127.0.0.1:8765": true, "http://localhost/api": true, "http://[::1]:1": true,
		"https://developers.typless.com": false, "http://127.0.0.1.example": false,
	} {
		if got := (config.Service{BaseURL: url}).Here(); got != want {
			t.Errorf("Here(%q) = %v", url, got)
		}
	}
}
