// Package till reads the slips of tills: who sold, where, when, and what was
// paid. A slip has no labels for most of it. The seller is the head of the
// paper, the date stands anywhere beside a time, and the total is told from
// subtotal, cash and change by words and by arithmetic. It gives candidates
// with scores and leaves it to others to be sure of them.
package till
