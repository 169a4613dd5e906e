package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
	"github.com/docextract/docextract/internal/render"
)

type typesOptions struct {
	factory *Factory
	name    string
	output  formatFlag
}

// NewTypes is the group of commands for document types.
func NewTypes(f *Factory) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "types",
		Short: "Show the document types of the service in use",
		Args:  arguments(cobra.NoArgs, "types needs one of: list, show"),
		Example: examples(
			"docextract types list", "what -t can be",
			"docextract types show invoice", "what an invoice gives",
		),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newTypesList(f), newTypesShow(f))
	return cmd
}

func newTypesList(f *Factory) *cobra.Command {
	o := &typesOptions{factory: f}
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the document types",
		Args:    arguments(cobra.NoArgs, "types list takes no arguments"),
		Example: examples("docextract types list", "what -t can be"),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runTypesList(cmd.Context(), o) },
	}
	o.addFlags(cmd)
	return cmd
}

func newTypesShow(f *Factory) *cobra.Command {
	o := &typesOptions{factory: f}
	cmd := &cobra.Command{
		Use:     "show NAME",
		Short:   "Show the fields of a document type",
		Args:    arguments(cobra.ExactArgs(1), "types show needs the NAME of a document type"),
		Example: examples("docextract types show invoice", "what an invoice gives"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.name = args[0]
			return runTypesShow(cmd.Context(), o)
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return begins(typeNames(), prefix), cobra.ShellCompDirectiveNoFileComp
		},
	}
	o.addFlags(cmd)
	return cmd
}

func (o *typesOptions) addFlags(cmd *cobra.Command) {
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON)
	addSettings(cmd.Flags(), config.InsecureHTTP, config.Timeout)
	exitStatus(cmd, ExitOK, ExitFailed, ExitUsage, ExitUnauthorized, ExitNotFound, ExitUnavailable, ExitInterrupted)
}

type typeObject struct {
	Name      string          `json:"name"`
	Fields    []api.FieldSpec `json:"fields"`
	LineItems []api.FieldSpec `json:"line_items"`
	VATRates  []api.FieldSpec `json:"vat_rates"`
}

func newTypeObject(t api.DocumentType) typeObject {
	return typeObject{t.Name, listed(t.Fields), listed(t.LineItems), listed(t.VATRates)}
}

func listed(specs []api.FieldSpec) []api.FieldSpec { return append([]api.FieldSpec{}, specs...) }

// documentTypes asks the service in force. The local server's are those of
// this program: it need not run for that.
func (o *typesOptions) documentTypes(ctx context.Context) ([]api.DocumentType, error) {
	_, profile, err := o.factory.service()
	if err != nil {
		return nil, err
	}
	if profile.IsLocal() {
		return api.BuiltinTypes(), nil
	}
	conn, err := o.factory.connect(ctx, false)
	if err != nil {
		return nil, err
	}
	defer conn.close() //nolint:errcheck // the answer is there
	return conn.DocumentTypes(ctx)
}

func runTypesList(ctx context.Context, o *typesOptions) error {
	types, err := o.documentTypes(ctx)
	if err != nil {
		return err
	}
	objects := make([]typeObject, 0, len(types))
	for _, t := range types {
		objects = append(objects, newTypeObject(t))
	}
	columns := []render.Column{{Title: "NAME"}, {Title: "FIELDS", Right: true}, {Title: "LINE ITEMS"}, {Title: "VAT RATES"}}
	return writeList(o.factory.Streams, o.output.format, objects, columns, func(t typeObject) []string {
		return []string{t.Name, strconv.Itoa(len(t.Fields)), yes(len(t.LineItems) > 0), yes(len(t.VATRates) > 0)}
	})
}

func runTypesShow(ctx context.Context, o *typesOptions) error {
	types, err := o.documentTypes(ctx)
	if err != nil {
		return err
	}
	var names []string
	for _, t := range types {
		if t.Name == o.name {
			return o.show(newTypeObject(t))
		}
		names = append(names, t.Name)
	}
	return &api.Error{
		Kind: api.KindNotFound, Code: api.CodeUnknownDocumentType,
		Message: fmt.Sprintf("the service has no document type %q", o.name),
		Hint:    "it has: " + strings.Join(names, ", "),
	}
}

func (o *typesOptions) show(t typeObject) error {
	out := o.factory.Streams.Out
	switch o.output.format {
	case formatJSON:
		return render.JSON(out, t)
	case formatNDJSON:
		return render.Line(out, t)
	default:
	}
	columns := []render.Column{{Title: "FIELD"}, {Title: "TYPE"}, {Title: "WHERE"}}
	type row struct {
		spec  api.FieldSpec
		where string
	}
	var rows []row
	for _, part := range []struct {
		specs []api.FieldSpec
		where string
	}{{t.Fields, "document"}, {t.LineItems, "line item"}, {t.VATRates, "VAT rate"}} {
		for _, s := range part.specs {
			rows = append(rows, row{s, part.where})
		}
	}
	return writeList(o.factory.Streams, formatTable, rows, columns, func(r row) []string {
		return []string{r.spec.Name, string(r.spec.Type), r.where}
	})
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "-"
}
