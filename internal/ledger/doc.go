// Package ledger is what this machine knows of the documents it has submitted
// and of their results: one SQLite file that any number of processes share. It
// decides whether a document may be sent, so that nothing is lost and nothing
// is paid for twice. It talks to no service and reads no document.
//
// An entry goes from planned to sending to accepted to finished to saved. It
// ends as failed, ambiguous or expired where that is not to be. Each step is
// one durable statement that asks for the state it comes from: whoever comes
// second changes nothing and is told so.
package ledger
