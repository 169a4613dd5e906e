// Package hostedtest is a test double of the hosted extraction service: a real
// HTTP server on this machine that answers as that service does, slowly and
// with faults, and that keeps account of every request and of every document
// it was given. It is used by tests only and reads no documents: a result tells
// the hash of what was sent.
package hostedtest
