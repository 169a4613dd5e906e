// Package pipeline takes many documents through submit and wait, a few at a
// time: one bad document never stops the rest, and every input ends in exactly
// one Outcome. It finds no files and writes no results.
package pipeline
