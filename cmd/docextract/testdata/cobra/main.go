// Command cobra is the least program that the command line's library makes:
// what a start of docextract is measured against.
package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "bare"}
	root.AddCommand(&cobra.Command{
		Use: "version",
		Run: func(cmd *cobra.Command, _ []string) { fmt.Fprintln(cmd.OutOrStdout(), "bare 1") },
	})
	if err := root.Execute(); err != nil {
		os.Exit(1)
	}
}
