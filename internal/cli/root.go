package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/config"
)

// The groups of the help.
const (
	groupDocuments = "documents"
	groupRecord    = "record"
	groupInbox     = "inbox"
	groupServer    = "server"
	groupSetup     = "setup"
)

// NewRoot builds the command tree. Building it touches nothing outside.
func NewRoot(f *Factory) *cobra.Command {
	root := &cobra.Command{
		Use:   "docextract",
		Short: "Get the data out of invoices and receipts",
		Long: `Get the data out of invoices and receipts.

Without any configuration the documents are read on this machine, by the
server inside this program. A key sends the same commands to a service.`,
		Example: examples(
			"docextract extract invoice.pdf", "one invoice, as a table",
			"docextract extract invoices/ -o csv > invoices.csv", "a folder, a row for each document",
			"docextract extract invoice.pdf -o json | jq .fields.total_amount.number", "one figure",
		),
		SilenceUsage:      true,
		SilenceErrors:     true,
		DisableAutoGenTag: true,
		Args:              cobra.NoArgs,
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRun: func(cmd *cobra.Command, _ []string) {
			f.command = cmd
			noColor, err := cmd.Flags().GetBool("no-color")
			f.Streams.NoColor = err == nil && noColor
		},
	}
	root.SetOut(f.Streams.Out)
	root.SetErr(f.Streams.Err)
	root.SetIn(f.Streams.In)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usagef("see `"+cmd.CommandPath()+" --help`", "%s", err)
	})
	root.SetUsageTemplate(usageTemplate(root.UsageTemplate()))
	root.SuggestionsMinimumDistance = 2
	addSettings(root.PersistentFlags(), config.Profile, config.Offline, config.NoInput, config.NoColor, config.Quiet, config.Verbose)
	completeSettings(f, root)
	root.AddGroup(
		&cobra.Group{ID: groupDocuments, Title: "Documents:"},
		&cobra.Group{ID: groupRecord, Title: "This machine's record:"},
		&cobra.Group{ID: groupInbox, Title: "Inboxes:"},
		&cobra.Group{ID: groupServer, Title: "Servers:"},
		&cobra.Group{ID: groupSetup, Title: "Setup:"},
	)
	root.SetHelpCommandGroupID(groupSetup)
	root.SetCompletionCommandGroupID(groupSetup)
	addGroup(root, groupDocuments, NewExtract(f), NewSubmit(f), NewPoll(f), NewWait(f), NewGet(f), NewEval(f))
	addGroup(root, groupRecord, NewList(f), NewSync(f), NewReconcile(f), NewPrune(f))
	addGroup(root, groupInbox, NewWatch(f), NewListen(f), NewTrigger(f))
	addGroup(root, groupServer, NewServe(f), NewKeys(f), NewLocal(f))
	addGroup(root, groupSetup, NewTypes(f), NewAuth(f), NewConfig(f), NewVersion(f))
	addCompletion(root)
	return root
}

func addGroup(root *cobra.Command, id string, commands ...*cobra.Command) {
	for _, c := range commands {
		c.GroupID = id
		root.AddCommand(c)
	}
}

// usageOf turns cobra's own complaints, which are plain errors, into usage
// errors. Unknown commands and wrong numbers of arguments have no type of
// their own; this is the one place that looks at their text.
func usageOf(root *cobra.Command, err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	if !strings.HasPrefix(text, "unknown command ") && !strings.HasPrefix(text, "required flag(s)") {
		return err
	}
	message, suggestion, _ := strings.Cut(text, "\n")
	hint := strings.Join(strings.Fields(suggestion), " ")
	if hint == "" {
		hint = "see `" + root.CommandPath() + " --help`"
	}
	return usagef(hint, "%s", message)
}

// arguments wraps a rule for the number of arguments so that breaking it is a
// usage error that says what is wanted.
func arguments(rule cobra.PositionalArgs, wanted string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := rule(cmd, args); err != nil {
			return usagef("usage: "+cmd.UseLine()+"\nsee `"+cmd.CommandPath()+" --help`", "%s", wanted)
		}
		return nil
	}
}

// examples lays out commands, each below what it does.
func examples(commandsAndNotes ...string) string {
	if len(commandsAndNotes)%2 != 0 {
		panic(errors.New("cli: an example without a note"))
	}
	var b strings.Builder
	for pair := range slices.Chunk(commandsAndNotes, 2) {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString("  # " + pair[1] + "\n  " + pair[0])
	}
	return b.String()
}
