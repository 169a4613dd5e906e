package client

import (
	"context"
	"net/url"
	"strings"

	"github.com/docextract/docextract/internal/api"
)

// maxPages ends a list whose pages lead in a circle.
const maxPages = 100

// AwaitingPoll lists the extractions that are finished and not fetched yet.
func (c *Client) AwaitingPoll(ctx context.Context, customer string) ([]string, error) {
	var query url.Values
	if customer != "" {
		query = url.Values{"customer": {customer}}
	}
	look := c.look("list finished extractions", "awaiting-poll", query)
	a, err := c.exchange(ctx, look)
	if err != nil {
		return nil, err
	}
	ids, err := api.DecodeAwaiting(a.body)
	if err != nil {
		return nil, look.failed(c.foreign(err))
	}
	return ids, nil
}

// DocumentTypes lists the document types, all pages of them.
func (c *Client) DocumentTypes(ctx context.Context) ([]api.DocumentType, error) {
	look := c.look("list document types", "document-types/", nil)
	var types []api.DocumentType
	for range maxPages {
		a, err := c.exchange(ctx, look)
		if err != nil {
			return nil, err
		}
		page, next, err := api.DecodeDocumentTypes(a.body)
		if err != nil {
			return nil, look.failed(c.foreign(err))
		}
		types = append(types, page...)
		if next == "" {
			break
		}
		if look.url, err = c.follow(look.url, next); err != nil {
			return nil, err
		}
	}
	return types, nil
}

// follow resolves the address of a next page. It stays at the host and on the
// scheme that the key was given for: servers behind a proxy write http there.
func (c *Client) follow(from *url.URL, next string) (*url.URL, error) {
	u, err := from.Parse(next)
	if err != nil || !strings.EqualFold(u.Hostname(), c.base.Hostname()) {
		return nil, &api.Error{
			Kind: api.KindRejected, Code: api.CodeInvalidRequest,
			Message: "list document types: " + c.base.Host + " names a next page at another address, which is not followed",
			Details: []string{next},
		}
	}
	u.Scheme, u.Host, u.User = c.base.Scheme, c.base.Host, nil
	return u, nil
}
