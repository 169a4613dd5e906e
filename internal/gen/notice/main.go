// Command notice writes NOTICE: every module that is linked into the program
// on any system, with its licence and copyright, the texts of those licences,
// and what the embedded PDFium, Tesseract and models are made of. It reads the
// module cache.
//
//	go run ./internal/gen/notice
package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// pdfium is written by hand: the WebAssembly module carries no list.
//
//go:embed pdfium.txt
var pdfium string

// tesseract is written by hand, too.
//
//go:embed tesseract.txt
var tesseract string

// ppocr is written by hand, too.
//
//go:embed ppocr.txt
var ppocr string

//go:embed head.txt
var head string

// systems are those that releases are built for.
func systems() []string { return []string{"linux", "darwin", "windows"} }

type module struct{ path, version, dir string }

func main() {
	text, err := notice("./cmd/docextract")
	if err == nil {
		err = os.WriteFile("NOTICE", []byte(text), 0o600)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "notice:", err)
		os.Exit(1)
	}
}

// notice is the whole text for the modules that pkg is linked from.
func notice(pkg string) (string, error) {
	modules, err := linked(pkg)
	if err != nil {
		return "", err
	}
	var list, also strings.Builder
	texts := map[string]string{}
	for _, m := range modules {
		licence, err := os.ReadFile(licenceFile(m.dir))
		if err != nil {
			return "", fmt.Errorf("the licence of %s: %w", m.path, err)
		}
		name, text := classify(string(licence))
		if name == "" {
			return "", fmt.Errorf("the licence of %s is of no kind that this program knows", m.path)
		}
		texts[name] = text
		fmt.Fprintf(&list, "%s %s (%s)\n", m.path, m.version, name)
		for _, line := range copyrights(string(licence)) {
			fmt.Fprintf(&list, "    %s\n", line)
		}
		if n, err := os.ReadFile(filepath.Join(m.dir, "NOTICE")); err == nil {
			fmt.Fprintf(&also, "\nThe NOTICE of %s:\n\n%s\n", m.path, indent(strings.TrimSpace(string(n))))
		}
	}
	var out strings.Builder
	out.WriteString(head + "\n" + list.String() + also.String() + "\n" + pdfium + "\n" + tesseract + "\n" + ppocr)
	for _, name := range []string{"MIT", "BSD-2-Clause", "BSD-3-Clause"} {
		if texts[name] != "" {
			out.WriteString("\n== The text of the " + name + " licence ==\n\n" + texts[name] + "\n")
		}
	}
	return out.String(), nil
}

// linked lists the modules whose packages are built into pkg.
func linked(pkg string) ([]module, error) {
	seen := map[string]module{}
	for _, system := range systems() {
		cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}", pkg) //nolint:noctx // ends by itself
		cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("go list for %s: %w", system, err)
		}
		for line := range strings.Lines(string(out)) {
			if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 && f[1] != "" {
				seen[f[0]] = module{f[0], f[1], f[2]}
			}
		}
	}
	var all []module
	for _, m := range seen {
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b module) int { return strings.Compare(a.path, b.path) })
	if len(all) == 0 {
		return nil, errors.New("no modules are linked into " + pkg)
	}
	return all, nil
}

func licenceFile(dir string) string {
	for _, name := range []string{"LICENSE", "LICENSE.txt", "LICENSE.md", "COPYING"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return filepath.Join(dir, name)
		}
	}
	return filepath.Join(dir, "LICENSE")
}

// Where the words of a licence begin.
const (
	mitBegins = "Permission is hereby granted, free of charge"
	bsdBegins = "Redistribution and use in source and binary forms"
)

// classify names a licence and gives its text from where the words begin that
// all of its kind share; none for Apache-2.0, which stands in LICENSE.
func classify(licence string) (name, text string) {
	flat := strings.Join(strings.Fields(licence), " ")
	switch {
	case strings.Contains(flat, mitBegins) && strings.Contains(flat, "Apache License, Version 2.0"):
		return "MIT and Apache-2.0", ""
	case strings.Contains(flat, mitBegins):
		return "MIT", from(licence, "Permission is hereby granted")
	case strings.Contains(flat, bsdBegins) && strings.Contains(flat, "Neither the name"):
		return "BSD-3-Clause", from(licence, "Redistribution and use")
	case strings.Contains(flat, bsdBegins):
		return "BSD-2-Clause", from(licence, "Redistribution and use")
	case strings.Contains(flat, "Apache License Version 2.0"):
		return "Apache-2.0", ""
	}
	return "", ""
}

func from(text, begin string) string {
	_, rest, _ := strings.Cut(text, begin)
	return strings.TrimSpace(begin + rest)
}

// copyrights are the lines that name the owners.
func copyrights(licence string) []string {
	owner := regexp.MustCompile(`^(Copyright|©|\(c\)).*\d{4}|^Copyright .*Authors|^Copyright \([cC]\) `)
	var lines []string
	for line := range strings.Lines(licence) {
		line = strings.Trim(strings.TrimSpace(line), "*#- ")
		if owner.MatchString(line) && !strings.Contains(line, "[yyyy]") && !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}

func indent(text string) string {
	var b bytes.Buffer
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			b.WriteString("    ")
		}
		b.WriteString(line)
	}
	return b.String()
}
