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
	if _, err := fmt.Fprint(w, header); err != nil {
		return err
	}
	for _, d := range distributions() {
		ours, best := learnedCurve(d, seed, draws), optimalCurve(d, seed, draws)
		for _, p := range peers() {
			theirs := measure(d.draw(seed, draws), p.plan)
			learned, bound := ours.at(theirs.looks), best.at(theirs.looks)
			if _, err := fmt.Fprintf(w, "| %g s, %.2f | %s | %.2f | %.2f s | %.2f s | %.2f s | %.2f |\n",
				d.median, d.sigma, p.name, theirs.looks, theirs.late, learned, bound, learned/bound); err != nil {
				return err
			}
		}
	}
	return nil
}

const header = `| median, sigma | schedule | looks | late | learned from ten, late | best possible | ratio |
|---|---|---|---|---|---|---|
`
