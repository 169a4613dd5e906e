package client

import (
	"net/http"
	"net/url"

	"github.com/docextract/docextract/internal/api"
)

// maxAnswer is far above the result of a document of 500 pages, in bytes.
const maxAnswer = 64 << 20

// Client is the extraction API over HTTP.
type Client struct {
	base      *url.URL // ends in /api/
	userAgent string
	exchange  exchange
	identity  identity
	largest   int64 // the size of the largest answer that is read, in bytes
	idle      []*http.Transport
}

var _ api.Service = (*Client)(nil)

// New makes a client. It opens no connection.
func New(cfg Config) (*Client, error) {
	cfg = cfg.withDefaults()
	base, err := parseBase(cfg)
	if err != nil {
		return nil, err
	}
	key, err := parseKey(cfg.Key)
	if err != nil {
		return nil, err
	}
	looks := newTransport(base, cfg.Socket, false)
	submissions := newTransport(base, cfg.Socket, true)
	return &Client{
		base:      base,
		userAgent: cfg.UserAgent,
		largest:   maxAnswer,
		idle:      []*http.Transport{looks, submissions},
		exchange:  assemble(cfg, base, key, send(looks, submissions)),
	}, nil
}

// assemble puts the links around the sending, from the outside in. An attempt
// is judged before retry sees it, so that retry knows outcomes and no
// statuses; the log is inside of both and has a line an attempt; the key comes
// last, below the log.
func assemble(cfg Config, base *url.URL, key secret, sending exchange) exchange {
	host := base.Host
	if cfg.Socket != "" {
		host = "the local server"
	}
	return chain(sending,
		retry(cfg.TryFor, cfg.LookFor, cfg.Retrying),
		budgeted(cfg.Budget),
		outcomes(host, key, cfg.Now),
		slow(host, cfg.Slow),
		logged(cfg.Log, key, cfg.Now),
		auth(base, key),
	)
}

// Close closes the connections that are idle.
func (c *Client) Close() error {
	for _, t := range c.idle {
		t.CloseIdleConnections()
	}
	return nil
}

func (c *Client) header() http.Header {
	return http.Header{
		"Accept":     {"application/json"},
		"User-Agent": {c.userAgent},
	}
}

func encodeQuery(query map[string][]string) string { return url.Values(query).Encode() }
