// Package layers holds no code. Its tests hold the house's floor plan: which
// package may import which, and which package alone may import a library. The
// linter's rules repeat it for the editor, and are held to it.
package layers
