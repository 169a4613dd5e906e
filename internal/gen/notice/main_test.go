package main

import (
	"slices"
	"testing"
)

func TestClassify(t *testing.T) {
	tests := map[string]struct{ licence, want string }{
		"MIT":          {"The MIT License\n\nCopyright (c) 2020 A\n\nPermission is hereby granted, free\nof charge, to any", "MIT"},
		"two clauses":  {"Redistribution and use in source and\nbinary forms, with or without", "BSD-2-Clause"},
		"three":        {"Redistribution and use in source and binary forms ... Neither the name of", "BSD-3-Clause"},
		"Apache":       {"   Apache License\n   Version 2.0, January 2004", "Apache-2.0"},
		"another kind": {"Do what you like.", ""},
	}
	for name, tt := range tests {
		if got, _ := classify(tt.licence); got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}

func TestCopyrights(t *testing.T) {
	got := copyrights("MIT License\n  * Copyright (c) 2020 A. Body\nCopyright [yyyy] [name]\nCopyright (c) B. Nobody\nthe copyright owner\n")
	if want := []string{"Copyright (c) 2020 A. Body", "Copyright (c) B. Nobody"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}
