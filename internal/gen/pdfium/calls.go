package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
)

// spoken are the strings that stand in the Go files of a folder; the names of
// the functions that it calls are among them.
func spoken(folder string) (map[string]bool, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	said := map[string]bool{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING {
				name, _ := strconv.Unquote(text.Value) // the parser has read it
				said[name] = true
			}
			return true
		})
	}
	if len(said) == 0 {
		return nil, fmt.Errorf("%s calls nothing", folder)
	}
	return said, nil
}
