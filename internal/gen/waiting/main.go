// Waiting prints how many looks the schedules of this program and of its peers
// need for jobs of log-normal times, and how late they notice the end: the
// table of docs/benchmarks.md.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"slices"
	"sync"
)

func main() {
	draws := flag.Int("draws", 20_000, "how many `jobs` of each distribution")
	seed := flag.Uint64("seed", 1, "`seed` of chance")
	flag.Parse()
	if err := report(os.Stdout, *seed, *draws); err != nil {
		log.Fatal(err)
	}
}

// report writes the table in Markdown.
func report(w io.Writer, seed uint64, draws int) error {
	all := distributions()
	parts := make([][]line, len(all))
	var simulating sync.WaitGroup
	for i, d := range all {
		simulating.Go(func() { parts[i] = lines(d, seed, draws) })
	}
	simulating.Wait()
	if _, err := fmt.Fprint(w, header); err != nil {
		return err
	}
	for _, l := range slices.Concat(parts...) {
		if _, err := fmt.Fprintf(w, "| %g s, %.2f | %s | %.2f | %.2f s | %.2f s | %.2f s | %.2f |\n",
			l.median, l.sigma, l.peer, l.theirs.looks, l.theirs.late, l.learned, l.best, l.learned/l.best); err != nil {
			return err
		}
	}
	return nil
}

// line is a peer's schedule beside those that look as often.
type line struct {
	distribution

	peer          string
	theirs        score
	learned, best float64 // how late, in seconds
}

func lines(d distribution, seed uint64, draws int) []line {
	ours, best := learnedCurve(d, seed, draws), optimalCurve(d, seed, draws)
	var all []line
	for _, p := range peers() {
		theirs := measure(d.draw(seed, draws), p.plan)
		all = append(all, line{d, p.name, theirs, ours.at(theirs.looks), best.at(theirs.looks)})
	}
	return all
}

const header = `| median, sigma | schedule | looks | late | learned from ten, late | best possible | ratio |
|---|---|---|---|---|---|---|
`
