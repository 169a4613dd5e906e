// Package local finds, hosts, starts and stops this user's own server: the
// one behind the default profile, on a private socket, that needs no key.
//
// One process at a time hosts it, by a lock on the data folder. Open gives an
// api.Service that is either that host or its client, and that changes from
// one to the other as hosts come and go: jobs are rows in the data folder and
// not processes, so whoever comes next goes on with them. RunDetached is the
// host that outlives the command that started it.
//
// The package reads no documents and speaks no API: what a host serves is
// internal/host over Config.Engine, how a client speaks to it Config.Connect.
package local
