package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

// exitStatus adds what the command may end with to its help.
func exitStatus(cmd *cobra.Command, codes ...ExitCode) {
	var b strings.Builder
	for _, c := range codes {
		b.WriteString("\n  " + strconv.Itoa(int(c)) + strings.Repeat(" ", 5-len(strconv.Itoa(int(c)))) + c.Meaning())
	}
	cmd.Annotations = map[string]string{annotationExit: b.String()}
}

const annotationExit = "exit status"

// usageTemplate is cobra's with the exit status at the end.
func usageTemplate(standard string) string {
	return standard + `{{with index .Annotations "` + annotationExit + `"}}
Exit status:{{.}}
{{end}}`
}

// ExitStatus is what the command's help says of its exit status, "" for
// nothing.
func ExitStatus(cmd *cobra.Command) string { return cmd.Annotations[annotationExit] }
