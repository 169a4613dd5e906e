package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/render"
	"github.com/docextract/docextract/internal/store"
)

type keysOptions struct {
	factory *Factory
	data    string
	name    string
	id      string
	output  formatFlag
}

// NewKeys is the group of commands for the keys of a server.
func NewKeys(f *Factory) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "keys",
		Short: "Manage the keys of a server",
		Long: `Manage the keys of the server with that --data, also while it runs. They are
stored as hashes: a key is shown once, when it is made.`,
		Args: arguments(cobra.NoArgs, "keys needs one of: create, list, revoke"),
		Example: examples(
			"docextract keys create --name office", "a key for the office, also while the server runs",
			"docextract keys list", "all keys, and when each was used last",
			"docextract keys revoke 0123456789ab", "make one useless",
		),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newKeysCreate(f), newKeysList(f), newKeysRevoke(f))
	return cmd
}

func newKeysCreate(f *Factory) *cobra.Command {
	o := &keysOptions{factory: f}
	cmd := &cobra.Command{
		Use:     "create",
		Short:   "Make a key and print it, once",
		Args:    arguments(cobra.NoArgs, "keys create takes no arguments"),
		Example: examples("docextract keys create --name office", "a key for the office"),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runKeysCreate(cmd.Context(), o) },
	}
	cmd.Flags().StringVar(&o.name, "name", "", "`NAME` to tell the key by")
	addDataFlag(cmd, &o.data)
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage)
	return cmd
}

func newKeysList(f *Factory) *cobra.Command {
	o := &keysOptions{factory: f}
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the keys",
		Args:    arguments(cobra.NoArgs, "keys list takes no arguments"),
		Example: examples("docextract keys list", "all keys, also revoked ones"),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runKeysList(cmd.Context(), o) },
	}
	addDataFlag(cmd, &o.data)
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage)
	return cmd
}

func newKeysRevoke(f *Factory) *cobra.Command {
	o := &keysOptions{factory: f}
	cmd := &cobra.Command{
		Use:     "revoke ID",
		Short:   "Make a key useless, from the next request on",
		Args:    arguments(cobra.ExactArgs(1), "keys revoke needs the ID of a key"),
		Example: examples("docextract keys revoke 0123456789ab", "the key of that id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.id = args[0]
			return runKeysRevoke(cmd.Context(), o)
		},
	}
	addDataFlag(cmd, &o.data)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage, ExitNotFound)
	return cmd
}

// keyObject is a key as json gives it; the key itself only when it is made.
type keyObject struct {
	ID         string  `json:"id"`
	Name       string  `json:"name"`
	Key        string  `json:"key,omitempty"`
	CreatedAt  string  `json:"created_at"`
	LastUsedAt *string `json:"last_used_at"`
	RevokedAt  *string `json:"revoked_at"`
}

func newKeyObject(k store.Key, key string) keyObject {
	return keyObject{
		ID: k.ID, Name: k.Name, Key: key, CreatedAt: k.CreatedAt.UTC().Format(time.RFC3339),
		LastUsedAt: stamp(k.LastUsedAt), RevokedAt: stamp(k.RevokedAt),
	}
}

func stamp(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.UTC().Format(time.RFC3339)
	return &s
}

func runKeysCreate(ctx context.Context, o *keysOptions) error {
	return o.withStore(ctx, true, func(st *store.Store) error {
		key, k, err := st.CreateKey(ctx, o.name, o.factory.Now(), o.factory.Rand)
		if err != nil {
			return err
		}
		out := o.factory.Streams.Out
		switch o.output.format {
		case formatJSON:
			return render.JSON(out, newKeyObject(k, key))
		case formatNDJSON:
			return render.Line(out, newKeyObject(k, key))
		default:
			fmt.Fprintf(o.factory.Streams.Err, "key %s; it is shown this once\n", k.ID)
			_, err := fmt.Fprintln(out, key)
			return err
		}
	})
}

func runKeysList(ctx context.Context, o *keysOptions) error {
	return o.withStore(ctx, false, func(st *store.Store) error {
		keys, err := st.Keys(ctx)
		if err != nil {
			return err
		}
		list := make([]keyObject, 0, len(keys))
		for _, k := range keys {
			list = append(list, newKeyObject(k, ""))
		}
		columns := []render.Column{{Title: "ID"}, {Title: "NAME"}, {Title: "CREATED"}, {Title: "LAST USED"}, {Title: "STATE"}}
		return writeList(o.factory.Streams, o.output.format, list, columns, func(k keyObject) []string {
			state := "good"
			if k.RevokedAt != nil {
				state = "revoked " + *k.RevokedAt
			}
			return []string{k.ID, k.Name, k.CreatedAt, orDash(k.LastUsedAt), state}
		})
	})
}

func runKeysRevoke(ctx context.Context, o *keysOptions) error {
	return o.withStore(ctx, false, func(st *store.Store) error {
		err := st.RevokeKey(ctx, o.id, o.factory.Now())
		if errors.Is(err, store.ErrNotFound) {
			return &api.Error{
				Kind: api.KindNotFound, Code: api.CodeNotFound,
				Message: fmt.Sprintf("no key has the id %q", o.id), Hint: "docextract keys list",
			}
		}
		if err == nil {
			fmt.Fprintf(o.factory.Streams.Err, "key %s is revoked\n", o.id)
		}
		return err
	})
}

// withStore opens the server's data for use. Only making a key makes the
// folder too.
func (o *keysOptions) withStore(ctx context.Context, create bool, use func(*store.Store) error) error {
	dir, err := o.factory.serveData(o.data)
	if err != nil {
		return err
	}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) && !create {
		return usagef("name it with --data DIR; `docextract serve` makes it", "there is no server's data in %s", dir)
	}
	st, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	return errors.Join(use(st), st.Close())
}
