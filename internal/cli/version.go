package cli

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/docextract/docextract/internal/buildinfo"
	"github.com/docextract/docextract/internal/iostreams"
)

type versionOptions struct {
	streams *iostreams.Streams
	build   buildinfo.Info
	output  formatFlag
}

// NewVersion is the command that tells which build this is.
func NewVersion(f *Factory) *cobra.Command {
	o := &versionOptions{streams: f.Streams, build: f.Build}
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Show which build this is",
		Args:  arguments(cobra.NoArgs, "version takes no arguments"),
		Example: examples(
			"docextract version", "the version",
			"docextract version -o json", "everything known of the build",
		),
		RunE: func(*cobra.Command, []string) error { return runVersion(o) },
	}
	o.output.add(cmd, formatTable, formatJSON, formatNDJSON)
	return cmd
}

type versionObject struct {
	Version  string `json:"version"`
	Revision string `json:"revision"`
	Time     string `json:"time"`
	Modified bool   `json:"modified"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func runVersion(o *versionOptions) error {
	b := o.build
	v := versionObject{b.Version, b.Revision, b.Time, b.Modified, b.Go, runtime.GOOS + "/" + runtime.GOARCH}
	return writeOne(o.streams, o.output.format, v, fmt.Sprintf("docextract %s %s %s", v.Version, v.Platform, v.Go))
}
