// Package cli is the command tree: one file a command, each with its Options,
// its constructor and its run function. It turns what a user typed into calls
// of the packages below, and their errors into messages and exit codes. It
// knows no wire, reads no documents and draws no tables.
package cli
