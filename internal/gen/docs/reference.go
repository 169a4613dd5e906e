package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/docextract/docextract/internal/cli"
	"github.com/docextract/docextract/internal/config"
)

func reference(dir, name string) string { return filepath.Join(dir, "docs", "reference", name) }

func fileName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

func page(title string) *bytes.Buffer {
	return bytes.NewBufferString("<!-- " + mark + " -->\n\n# " + title + "\n\n")
}

// commandPages writes a page for each command and one that lists them.
func commandPages(dir string, root *cobra.Command) error {
	if err := empty(reference(dir, "")); err != nil {
		return err
	}
	index := page("Commands")
	index.WriteString("| command | does |\n|---|---|\n")
	for _, c := range visible(root) {
		fmt.Fprintf(index, "| [`%s`](%s.md) | %s |\n", c.CommandPath(), fileName(c), c.Short)
		if err := write(reference(dir, fileName(c)+".md"), commandPage(c)); err != nil {
			return err
		}
	}
	index.WriteString("\nSee also: [exit codes](exit-codes.md), [settings](settings.md).\n")
	return write(reference(dir, "README.md"), index.Bytes())
}

func commandPage(c *cobra.Command) []byte {
	b := page(c.CommandPath())
	long := c.Long
	if long == "" {
		long = c.Short + "."
	}
	b.WriteString(long + "\n\n")
	fence(b, c.UseLine())
	if c.HasExample() {
		b.WriteString("## Examples\n\n")
		fence(b, unindent(c.Example))
	}
	if subs := visible(c)[1:]; len(subs) > 0 {
		b.WriteString("## Commands\n\n")
		for _, s := range subs {
			if s.Parent() == c {
				fmt.Fprintf(b, "- [`%s`](%s.md): %s\n", s.CommandPath(), fileName(s), s.Short)
			}
		}
		b.WriteString("\n")
	}
	flags(b, "Flags", c.NonInheritedFlags())
	flags(b, "Flags of every command", c.InheritedFlags())
	if status := cli.ExitStatus(c); status != "" {
		b.WriteString("## Exit status\n\n")
		fence(b, unindent(strings.TrimPrefix(status, "\n")))
	}
	return append(bytes.TrimRight(b.Bytes(), "\n"), '\n')
}

func fence(b *bytes.Buffer, text string) { b.WriteString("```\n" + text + "\n```\n\n") }

func unindent(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimPrefix(lines[i], "  ")
	}
	return strings.Join(lines, "\n")
}

func flags(b *bytes.Buffer, title string, set *pflag.FlagSet) {
	if set.HasAvailableFlags() {
		b.WriteString("## " + title + "\n\n")
		fence(b, strings.TrimRight(set.FlagUsages(), "\n"))
	}
}

// exitPage writes the table of the exit codes.
func exitPage(dir string, _ *cobra.Command) error {
	b := page("Exit codes")
	b.WriteString("| code | meaning |\n|---|---|\n")
	for _, c := range cli.ExitCodes() {
		fmt.Fprintf(b, "| %d | %s |\n", c, c.Meaning())
	}
	b.WriteString(`
Where several hold for several documents, the first of 130, 2, 4, 7 and 3 counts;
then 1 or 5 where all failed, and 6 where some did. ` + "`poll`, `get`, `wait` and `extract`" + `
map the state of an extraction alike: SUCCESS 0, ERROR 1, pending 3, EXPIRED 5.

## Errors on this side

A document's ` + "`error` has the `origin` `service` or `client`" + `. Of the client are these:

| code | exit status | meaning |
|---|---|---|
`)
	for _, c := range cli.ClientCodes() {
		exits := make([]string, len(c.Exits))
		for i, e := range c.Exits {
			exits[i] = strconv.Itoa(int(e))
		}
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", c.Code, strings.Join(exits, ", "), c.Meaning)
	}
	b.WriteString(`
Where an exit status is 6 or 1, it is 6 where other documents are done.
`)
	return write(reference(dir, "exit-codes.md"), b.Bytes())
}

// settingsPage writes the table of the settings.
func settingsPage(dir string, _ *cobra.Command) error {
	b := page("Settings")
	b.WriteString(`A flag counts before the environment, the environment before the file, the file
before the default. ` + "`docextract config list --show-origin`" + ` shows what is in force
and why, ` + "`docextract config path`" + ` where the file is.

| setting | flag | environment | in the file | default | what it is |
|---|---|---|---|---|---|
`)
	for _, s := range config.Settings() {
		fmt.Fprintf(b, "| `%s` | %s | %s | %s | %s | %s |\n",
			s.Name, code(dashed(s)), code(s.Env), places(s), code(s.Default), describe(s))
	}
	b.WriteString(`
The file is YAML. Profiles are a list; each has a ` + "`name`" + ` and the settings above that
may stand in a profile:

` + "```yaml" + `
profile: office
profiles:
  - name: office
    base_url: https://extract.example.com
    document_type: invoice
    key_command: pass show extract
` + "```" + `

A profile named by ` + "`--profile` or `DOCEXTRACT_PROFILE`" + ` counts before ` + "`DOCEXTRACT_API_KEY`" + ` and
` + "`DOCEXTRACT_BASE_URL`" + `, as a whole: the URL of one is never used with the key of another.
`)
	return write(reference(dir, "settings.md"), b.Bytes())
}

func dashed(s config.Setting) string {
	if s.Flag == "" {
		return ""
	}
	text := "--" + s.Flag
	if s.Short != "" {
		text += ", -" + s.Short
	}
	return text
}

func code(text string) string {
	if text == "" {
		return ""
	}
	return "`" + text + "`"
}

func places(s config.Setting) string {
	switch {
	case s.In(config.InFile) && s.In(config.InProfile):
		return "top, profile"
	case s.In(config.InFile):
		return "top"
	case s.In(config.InProfile):
		return "profile"
	}
	return ""
}

func describe(s config.Setting) string {
	text := s.Description
	if len(s.Values) > 0 {
		quoted := make([]string, len(s.Values))
		for i, v := range s.Values {
			quoted[i] = code(v)
		}
		text += ": " + strings.Join(quoted, ", ")
	}
	if s.Kind == config.Count {
		text += " (from 1)"
	}
	return text
}
