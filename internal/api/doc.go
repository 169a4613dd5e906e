// Package api is the vocabulary that every other package speaks: documents,
// extractions and their four states, results, errors, and the Service that a
// client calls and a server answers. It knows the wire's JSON, tolerant on
// reading and strict on writing. It opens no connection, reads no
// configuration and imports the standard library only.
package api
