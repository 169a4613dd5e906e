package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/config"
)

// complete gives a flag the words that it completes to.
func complete(cmd *cobra.Command, flag string, words func() []string) {
	err := cmd.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
		return begins(words(), prefix), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // the flag does not exist: a slip in the program
	}
}

func begins(words []string, prefix string) []string {
	var out []string
	for _, w := range words {
		if strings.HasPrefix(w, prefix) {
			out = append(out, w)
		}
	}
	return out
}

// typeNames are the document types known without asking a service.
func typeNames() []string {
	var names []string
	for _, t := range api.BuiltinTypes() {
		names = append(names, t.Name)
	}
	return names
}

// profileNames are those of the configuration; none where it cannot be read.
func profileNames(f *Factory) []string {
	c, err := f.Config()
	if err != nil {
		return nil
	}
	return c.ProfileNames()
}

// completeSettings gives the flags of settings their words.
func completeSettings(f *Factory, cmd *cobra.Command) {
	for _, s := range config.Settings() {
		if s.Flag == "" || cmd.Flag(s.Flag) == nil || s.Kind == config.Bool {
			continue
		}
		words := func() []string { return s.Values }
		switch s.Name {
		case config.Profile:
			words = func() []string { return profileNames(f) }
		case config.DocumentType:
			words = typeNames
		}
		complete(cmd, s.Flag, words)
	}
}
