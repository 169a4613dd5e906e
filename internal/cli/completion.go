package cli

import "github.com/spf13/cobra"

// addCompletion adds cobra's own command for the completion of shells, with
// examples as every command has them. It comes last: it is not added to a tree
// without commands.
func addCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	parent, _, err := root.Find([]string{"completion"})
	if err != nil {
		panic(err) // cobra's command has another name: a slip in the program
	}
	parent.Example = examples("source <(docextract completion bash)", "completion in this shell, where it is bash")
	load := map[string]string{
		"bash":       "source <(docextract completion bash)",
		"zsh":        "source <(docextract completion zsh)",
		"fish":       "docextract completion fish | source",
		"powershell": "docextract completion powershell | Out-String | Invoke-Expression",
	}
	for _, shell := range parent.Commands() {
		shell.Example = examples(load[shell.Name()], "in this shell")
		exitStatus(shell, ExitOK, ExitFailed, ExitUsage)
	}
}
