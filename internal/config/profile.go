package config

import (
	"net"
	"net/url"
	"strings"
)

// The profiles that need no configuration.
const (
	// LocalProfile is the server inside this program.
	LocalProfile = "local"
	// HostedProfile is the hosted service.
	HostedProfile = "hosted"
	// EnvironmentProfile is made by DOCEXTRACT_API_KEY and DOCEXTRACT_BASE_URL.
	EnvironmentProfile = "environment"
)

// HostedURL is the base URL of the hosted service.
const HostedURL = "https://developers.typless.com"

// Service is the profile in force: what to talk to and how.
type Service struct {
	Name string
	// BaseURL is "" for the local server.
	BaseURL string
	// Key is the key from the environment; "" in every other profile, whose
	// key is stored elsewhere.
	Key          string
	KeyFile      string
	KeyCommand   string
	InsecureHTTP bool
	// ChosenBy tells what decided for the profile.
	ChosenBy Origin
}

// IsLocal tells whether the service is the server inside this program.
func (s Service) IsLocal() bool { return s.BaseURL == "" }

// Here tells whether the service is on this machine, by its address.
func (s Service) Here() bool {
	if s.IsLocal() {
		return true
	}
	u, err := url.Parse(s.BaseURL)
	if err != nil {
		return false
	}
	host := u.Hostname()
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || (ip != nil && ip.IsLoopback())
}

// fromVariables marks the profile made by the key and URL variables.
const fromVariables Origin = "variables"

// choice names the profile in force and tells what decided: a profile named
// outright beats the key and URL variables as a whole, and these beat the file.
func (c *Config) choice() (name string, by Origin) {
	if v := c.flags[Profile]; v != "" {
		return v, FromFlag
	}
	if v := c.variable("DOCEXTRACT_PROFILE"); v != "" {
		return v, FromEnv
	}
	if c.serviceVariable() != "" {
		return EnvironmentProfile, fromVariables
	}
	if c.file.Profile != "" {
		return c.file.Profile, FromFile
	}
	return LocalProfile, FromDefault
}

// serviceVariable is the variable that makes the environment's profile, the
// first of the two where both are set; "" where none is.
func (c *Config) serviceVariable() string {
	for _, variable := range []string{"DOCEXTRACT_API_KEY", "DOCEXTRACT_BASE_URL"} {
		if c.variable(variable) != "" {
			return variable
		}
	}
	return ""
}

// Service resolves the profile in force.
func (c *Config) Service() (Service, error) {
	name, by := c.choice()
	s := Service{
		Name:         name,
		ChosenBy:     by,
		InsecureHTTP: c.Value(InsecureHTTP).Bool(),
	}
	if by == fromVariables {
		s.ChosenBy = FromEnv
		s.BaseURL = c.Value(BaseURL).Text
		s.Key = c.variable("DOCEXTRACT_API_KEY")
		return s, nil
	}
	if name == LocalProfile {
		return s, nil
	}
	if _, ok := c.file.profile(name); !ok && name != HostedProfile {
		return Service{}, usagef(
			"create it with `docextract auth login -p "+name+" --base-url URL`, or choose one of: "+list(c.ProfileNames()),
			"no profile is called %q", name)
	}
	s = c.Named(name)
	s.ChosenBy, s.InsecureHTTP = by, c.Value(InsecureHTTP).Bool()
	if s.BaseURL == "" {
		return Service{}, usagef("docextract config set base_url URL -p "+name, "profile %q has no base_url", name)
	}
	return s, nil
}

// WithoutFlags is the configuration that a run without flags would have.
func (c *Config) WithoutFlags() *Config {
	later := *c
	later.flags = nil
	return &later
}

// Named is the profile of that name as far as it is known, in the file or
// not: the address of a new one is "".
func (c *Config) Named(name string) Service {
	p, _ := c.file.profile(name)
	s := Service{Name: name, BaseURL: p.BaseURL, KeyFile: p.KeyFile, KeyCommand: p.KeyCommand, ChosenBy: FromFlag}
	if s.BaseURL == "" && name == HostedProfile {
		s.BaseURL = HostedURL
	}
	return s
}
