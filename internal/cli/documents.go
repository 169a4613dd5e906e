package cli

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/render"
)

// extractTimeout is how long extract waits for each document, from its
// acceptance, unless --timeout says otherwise.
const extractTimeout = 15 * time.Minute

// checkType refuses a type that the local server does not have, before
// anything is started. Other services judge it themselves.
func checkType(c *config.Config, profile config.Service) error {
	if name := c.Value(config.DocumentType).Text; name != "" && profile.IsLocal() {
		return checkBuiltin(name)
	}
	return nil
}

// documentType is the type to send: the one set or, on our own servers,
// invoice. Anybody else's service has types of its own.
func documentType(ctx context.Context, c *config.Config, conn *connection) (string, error) {
	if name := c.Value(config.DocumentType).Text; name != "" {
		return name, nil
	}
	if conn.profile.IsLocal() {
		return api.DefaultDocumentType, nil
	}
	health, err := conn.Health(ctx)
	if err != nil {
		return "", err
	}
	if health.Own {
		return api.DefaultDocumentType, nil
	}
	hint, err := chooseType(ctx, conn)
	if err != nil {
		return "", err
	}
	return "", usagef(hint, "no document type: %s has no default", conn.profile.BaseURL)
}

func checkBuiltin(name string) error {
	names := typeNames()
	if slices.Contains(names, name) {
		return nil
	}
	return usagef("choose one of: "+joinWords(names), "the local server has no document type %q", name)
}

// chooseType lists the service's types where it can. A service that refuses
// the key or is away is an error of its own.
func chooseType(ctx context.Context, conn *connection) (hint string, err error) {
	const how = "name it with -t TYPE, or once and for all: docextract config set document_type TYPE"
	types, err := conn.DocumentTypes(ctx)
	switch {
	case err == nil && len(types) == 0:
		return how, nil
	case err == nil:
		names := make([]string, 0, len(types))
		for _, t := range types {
			names = append(names, t.Name)
		}
		return "choose one with -t: " + joinWords(names), nil
	}
	switch api.KindOf(err) {
	case api.KindUnauthorized, api.KindForbidden, api.KindUnavailable, api.KindRateLimited, api.KindInterrupted:
		return "", err
	default:
		return how + "\n(its list of types cannot be read: " + api.AsError(err).Message + ")", nil
	}
}

// shapeOf is what the type's documents hold, for the csv header; nil where
// nobody tells. conn is nil where the service is not asked. What a line item
// holds, the list of a service that is not ours does not say.
func shapeOf(ctx context.Context, profile config.Service, conn *connection, name string, rows render.CSVRows) *api.DocumentType {
	if profile.IsLocal() {
		return builtinShape(name)
	}
	if conn == nil {
		return nil
	}
	types, err := conn.DocumentTypes(ctx)
	if err != nil {
		return nil
	}
	for _, t := range types {
		if t.Name == name && len(t.Fields) > 0 && (rows != render.RowsLines || len(t.LineItems) > 0) {
			return &t
		}
	}
	return nil
}

func builtinShape(name string) *api.DocumentType {
	if name == "" {
		name = api.DefaultDocumentType
	}
	t, ok := api.BuiltinType(name)
	if !ok {
		return nil
	}
	return &t
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
