// Package layers holds no code. Its test holds the house's floor plan: which
// package may import which, and which package alone may import a library.
// The linter says the same of single files; the test sees the whole.
package layers
