package client

import (
	"net"
	"net/url"
	"strings"

	"github.com/docextract/docextract/internal/api"
)

// parseBase reads the address of a service, which may end in /api, /api/v1 or
// slashes. The URL that it returns ends in /api/.
func parseBase(cfg Config) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(cfg.BaseURL))
	switch {
	case err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https"):
		// The text is not repeated: an address pasted wrongly may hold a key.
		return nil, invalid("the base URL is not an address", "it looks like https://api.example.com")
	case u.User != nil:
		return nil, invalid("the base URL holds a user or password", "leave it out; the key is given by itself")
	case u.Scheme == "http" && cfg.Socket == "" && !cfg.InsecureHTTP && !loopback(u.Hostname()):
		return nil, invalid("refusing to send documents and the key unencrypted to "+u.Host, "use https://, or --insecure-http if the network can be trusted")
	}
	path := strings.TrimRight(u.Path, "/")
	path = strings.TrimSuffix(path, "/v1")
	if path != strings.TrimRight(u.Path, "/") && !strings.HasSuffix(path, "/api") {
		path += "/v1" // somebody's own prefix
	}
	path = strings.TrimRight(strings.TrimSuffix(path, "/api"), "/")
	return &url.URL{Scheme: u.Scheme, Host: u.Host, Path: path + "/api/"}, nil
}

// loopback reports whether the host is this machine.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

func invalid(message, hint string) *api.Error {
	return &api.Error{Kind: api.KindInvalid, Code: api.CodeInvalidRequest, Message: message, Hint: hint}
}
