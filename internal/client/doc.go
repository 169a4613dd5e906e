// Package client is api.Service over HTTP. Every request goes through a chain
// of small links: retry, outcome, log, auth and send, assembled in New. It
// knows the wire and what an outcome means; it does not know when to look
// again at a job (package waiting), nor where keys and addresses come from.
package client
