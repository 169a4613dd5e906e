// Package source finds the documents that a command line means: files named
// outright and those below a folder. It opens no more of them than their
// first bytes.
package source
