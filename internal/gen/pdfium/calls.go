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

// unreached begin the names of functions that go-pdfium calls only where an
// environment for filling in forms exists, which this project never makes.
func unreached() []string { return []string{"FORM_", "FPDFDOC_"} }

// exports are the names of PDFium's functions that the Go files of a folder
// may call through go-pdfium, whose source is in library.
func exports(library, folder string) (map[string]bool, error) {
	methods, err := methodsCalled(folder)
	if err != nil {
		return nil, err
	}
	names, err := startNames(filepath.Join(library, "webassembly"))
	if err != nil {
		return nil, err
	}
	bodies, err := declared(filepath.Join(library, "internal", "implementation_webassembly"))
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for len(methods) > 0 {
		method := methods[len(methods)-1]
		methods = methods[:len(methods)-1]
		if seen[method] {
			continue
		}
		seen[method] = true
		for _, body := range bodies[method] {
			methods = append(methods, identifiers(body)...)
			for _, name := range looksUp(body) {
				names[name] = true
			}
		}
	}
	for name := range names {
		for _, prefix := range unreached() {
			if strings.HasPrefix(name, prefix) {
				delete(names, name)
			}
		}
	}
	return names, nil
}

// methodsCalled are the methods of x.pdfium that the files of a folder call.
func methodsCalled(folder string) ([]string, error) {
	var methods []string
	err := eachFile(folder, func(file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.SelectorExpr); ok {
				if object, ok := call.X.(*ast.SelectorExpr); ok && object.Sel.Name == "pdfium" {
					methods = append(methods, call.Sel.Name)
				}
			}
			return true
		})
	})
	if err == nil && len(methods) == 0 {
		err = fmt.Errorf("%s calls nothing of PDFium", folder)
	}
	return methods, err
}

// startNames are the functions that go-pdfium needs for every instance.
func startNames(folder string) (map[string]bool, error) {
	names := map[string]bool{}
	err := eachFile(folder, func(file *ast.File) {
		for _, name := range looksUp(file) {
			names[name] = true
		}
	})
	return names, err
}

// declared are the functions and methods of a package by name, several of
// which may have the same.
func declared(folder string) (map[string][]ast.Node, error) {
	bodies := map[string][]ast.Node{}
	err := eachFile(folder, func(file *ast.File) {
		for _, declaration := range file.Decls {
			if f, ok := declaration.(*ast.FuncDecl); ok && f.Body != nil {
				bodies[f.Name.Name] = append(bodies[f.Name.Name], f.Body)
			}
		}
	})
	return bodies, err
}

// identifiers are all names in a piece of code; those of functions are among
// them.
func identifiers(code ast.Node) []string {
	var names []string
	ast.Inspect(code, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			names = append(names, id.Name)
		}
		return true
	})
	return names
}

// looksUp are the functions of the module that a piece of code looks up by
// name.
func looksUp(code ast.Node) []string {
	var names []string
	ast.Inspect(code, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		method, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		switch method.Sel.Name {
		case "call", "Fn", "ExportedFunction", "WithStartFunctions":
			for _, argument := range call.Args {
				if text, ok := argument.(*ast.BasicLit); ok && text.Kind == token.STRING {
					name, _ := strconv.Unquote(text.Value) // the parser has read it
					names = append(names, name)
				}
			}
		}
		return true
	})
	return names
}

// eachFile parses the Go files of a folder that are no tests.
func eachFile(folder string, visit func(*ast.File)) error {
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		visit(file)
	}
	return nil
}
