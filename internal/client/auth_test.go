package client

import (
	"context"
	"net/http"
	"net/url"
	"testing"

	"github.com/docextract/docextract/internal/api"
)

func TestAuth(t *testing.T) {
	base, _ := url.Parse("https://api.example.com/api/")
	tests := map[string]struct {
		to   string
		key  secret
		want string // the header that goes out
		sent bool
	}{
		"the service":     {"https://api.example.com/api/x", "k3y", "Token k3y", true},
		"without a key":   {"https://api.example.com/api/x", "", "", true},
		"another host":    {"https://evil.example.com/api/x", "k3y", "", false},
		"another port":    {"https://api.example.com:444/api/x", "k3y", "", false},
		"down to http":    {"http://api.example.com/api/x", "k3y", "", false},
		"without any key": {"http://api.example.com/api/x", "", "", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			u, _ := url.Parse(tt.to)
			c := &call{url: u, header: http.Header{}}
			sent := false
			_, err := auth(base, tt.key)(func(_ context.Context, c *call) (*answer, error) {
				sent = true
				if got := c.header.Get("Authorization"); got != tt.want {
					t.Errorf("Authorization is %q", got)
				}
				return &answer{}, nil
			})(t.Context(), c)
			if sent != tt.sent || !sent && api.KindOf(err) != api.KindInvalid {
				t.Errorf("sent %t, %v", sent, err)
			}
			if c.header.Get("Authorization") != "" {
				t.Error("the key stayed on the call, above the log")
			}
		})
	}
}
