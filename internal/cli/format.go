package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// format is a value of -o.
type format string

// The formats.
const (
	formatTable  format = "table"
	formatJSON   format = "json"
	formatNDJSON format = "ndjson"
	formatCSV    format = "csv"
	formatRaw    format = "raw"
)

// formatFlag is the -o of a command, which allows some of the formats. table
// is the default everywhere: the format never changes by surprise.
type formatFlag struct {
	format
	allowed []format
}

func (f *formatFlag) String() string { return string(f.format) }
func (f *formatFlag) Type() string   { return "FORMAT" }
func (f *formatFlag) Set(v string) error {
	if !slices.Contains(f.allowed, format(v)) {
		return fmt.Errorf("the formats here are %s", joinFormats(f.allowed))
	}
	f.format = format(v)
	return nil
}

// add declares -o on the command, with its completion.
func (f *formatFlag) add(cmd *cobra.Command, allowed ...format) {
	f.format, f.allowed = formatTable, allowed
	cmd.Flags().VarP(f, "output", "o", "format: "+joinFormats(allowed))
	complete(cmd, "output", func() []string { return strings.Split(joinFormats(allowed), ", ") })
}

func joinFormats(list []format) string {
	words := make([]string, len(list))
	for i, f := range list {
		words[i] = string(f)
	}
	return strings.Join(words, ", ")
}

func joinWords(words []string) string { return strings.Join(words, ", ") }
