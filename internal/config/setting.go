package config

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Place is where a setting may stand in the configuration file.
type Place int

// The places. A setting with neither is a flag or a variable only.
const (
	InFile    Place = 1 << iota // at the top of the file
	InProfile                   // in a profile
)

// Kind is how a setting's text is read.
type Kind int

// The kinds.
const (
	Text Kind = iota
	Bool
	Count
	Duration
	URL
)

// Setting is one thing that can be set. Flags, variables, the file's members,
// `config list`, completion and the reference page derive from it.
type Setting struct {
	Name        string
	Description string
	Default     string
	Env         string // "" for no variable
	Flag        string // long flag without dashes, "" for none
	Short       string // its one-letter form
	Kind        Kind
	Places      Place
	Values      []string // the words allowed; nil for any
	// Placeholder names the flag's value in the help.
	Placeholder string
	// Connection marks what makes a service: it is never mixed between
	// profiles.
	Connection bool
	// Sensitive values are never shown and never in the file.
	Sensitive bool
}

// The names of the settings.
const (
	Profile      = "profile"
	BaseURL      = "base_url"
	APIKey       = "api_key"
	KeyFile      = "key_file"
	KeyCommand   = "key_command"
	InsecureHTTP = "insecure_http"
	DocumentType = "document_type"
	Customer     = "customer"
	Timeout      = "timeout"
	Concurrency  = "concurrency"
	Local        = "local"
	Offline      = "offline"
	NoInput      = "no_input"
	NoColor      = "no_color"
	Quiet        = "quiet"
	Verbose      = "verbose"
)

// Settings declares them all, in the order of the reference page.
func Settings() []Setting {
	return []Setting{
		{
			Name: Profile, Flag: "profile", Short: "p", Placeholder: "NAME", Env: "DOCEXTRACT_PROFILE", Default: LocalProfile, Places: InFile,
			Description: "service to talk to, by its profile's name",
		},
		{
			Name: BaseURL, Env: "DOCEXTRACT_BASE_URL", Kind: URL, Places: InProfile, Connection: true,
			Description: "address of the service, with or without /api",
		},
		{
			Name: APIKey, Env: "DOCEXTRACT_API_KEY", Connection: true, Sensitive: true,
			Description: "key for the service; never a flag and never in this file",
		},
		{
			Name: KeyFile, Places: InProfile, Connection: true,
			Description: "file that holds the key; only its owner may read it",
		},
		{
			Name: KeyCommand, Places: InProfile, Connection: true,
			Description: "command that prints the key",
		},
		{
			Name: InsecureHTTP, Flag: "insecure-http", Env: "DOCEXTRACT_INSECURE_HTTP", Default: "false", Kind: Bool, Places: InProfile,
			Description: "allow http:// to another machine",
		},
		{
			Name: DocumentType, Flag: "type", Short: "t", Placeholder: "TYPE", Env: "DOCEXTRACT_TYPE", Places: InProfile,
			Description: "document type; invoice where the service is docextract's own",
		},
		{
			Name: Customer, Flag: "customer", Placeholder: "NAME", Env: "DOCEXTRACT_CUSTOMER", Places: InProfile,
			Description: "customer the documents belong to",
		},
		{
			Name: Timeout, Flag: "timeout", Placeholder: "DURATION", Env: "DOCEXTRACT_TIMEOUT", Kind: Duration, Places: InProfile,
			Description: "how long to wait, such as 90s or 15m",
		},
		{
			Name: Concurrency, Flag: "concurrency", Short: "j", Placeholder: "N", Env: "DOCEXTRACT_CONCURRENCY", Kind: Count, Places: InProfile | InFile,
			Description: "documents under way at a time, at most",
		},
		{
			Name: Local, Flag: "local", Placeholder: "MODE", Env: "DOCEXTRACT_LOCAL", Default: "auto", Places: InFile, Values: []string{"auto", "process", "background"},
			Description: "where the local server runs: in this process, in the background, or as it fits",
		},
		{
			Name: Offline, Flag: "offline", Env: "DOCEXTRACT_OFFLINE", Default: "false", Kind: Bool, Places: InFile,
			Description: "open no connection beyond the private socket",
		},
		{
			Name: NoInput, Flag: "no-input", Env: "DOCEXTRACT_NO_INPUT", Default: "false", Kind: Bool, Places: InFile,
			Description: "never ask",
		},
		{
			Name: NoColor, Flag: "no-color", Default: "false", Kind: Bool,
			Description: "no colour (also NO_COLOR)",
		},
		{
			Name: Quiet, Flag: "quiet", Short: "q", Default: "false", Kind: Bool,
			Description: "no progress and no hints",
		},
		{
			Name: Verbose, Flag: "verbose", Short: "v", Default: "false", Kind: Bool,
			Description: "say what is sent and answered",
		},
	}
}

// Find returns the setting of that name; hyphens count as underscores.
func Find(name string) (Setting, bool) {
	name = strings.ReplaceAll(strings.ToLower(name), "-", "_")
	all := Settings()
	i := slices.IndexFunc(all, func(s Setting) bool { return s.Name == name })
	if i < 0 {
		return Setting{}, false
	}
	return all[i], true
}

// In tells whether the setting may stand there.
func (s Setting) In(p Place) bool { return s.Places&p != 0 }

// Check tells whether v is a value for the setting.
func (s Setting) Check(v string) error {
	if s.Values != nil && !slices.Contains(s.Values, v) {
		return fmt.Errorf("%q is not one of %s", v, list(s.Values))
	}
	switch s.Kind {
	case Bool:
		if _, err := strconv.ParseBool(v); err != nil {
			return fmt.Errorf("%q is neither true nor false", v)
		}
	case Count:
		if n, err := strconv.Atoi(v); err != nil || n < 1 {
			return fmt.Errorf("%q is not a number from 1", v)
		}
	case Duration:
		if d, err := time.ParseDuration(v); err != nil || d <= 0 {
			return fmt.Errorf("%q is not a duration such as 90s or 15m", v)
		}
	case URL:
		return checkURL(v)
	case Text:
	}
	return nil
}

func checkURL(v string) error {
	u, err := url.Parse(v)
	switch {
	case err != nil:
		return errors.New("not a URL")
	case u.Scheme != "https" && u.Scheme != "http", u.Host == "":
		return fmt.Errorf("%q is not a URL that begins with https://", u.Redacted())
	case u.User != nil:
		return errors.New("a URL must not hold a password; give the key with `docextract auth login`")
	case u.RawQuery != "" || u.Fragment != "":
		return fmt.Errorf("%q is not a base URL: it has a query or a fragment", u.Redacted())
	}
	return nil
}

// Bool reads a value that Check has passed.
func (v Value) Bool() bool {
	b, err := strconv.ParseBool(v.Text)
	return err == nil && b
}

// Int reads a value that Check has passed; 0 where it is not set.
func (v Value) Int() int {
	n, err := strconv.Atoi(v.Text)
	if err != nil {
		return 0
	}
	return n
}

// Duration reads a value that Check has passed; 0 where it is not set.
func (v Value) Duration() time.Duration {
	d, err := time.ParseDuration(v.Text)
	if err != nil {
		return 0
	}
	return d
}
