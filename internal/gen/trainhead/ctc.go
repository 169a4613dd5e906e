package main

import (
	"math"

	"github.com/docextract/docextract/internal/engine/ppocr"
)

// ctc is the loss of Graves, Fernández, Gomez and Schmidhuber (2006): minus the
// logarithm of the chance that the steps, read one by one, repeats and blanks
// taken out, give the labels. It is infinite where that cannot be. gradient,
// which holds steps × classes numbers, becomes its gradient by the inputs of
// the softmax; logs are the logarithms of the softmax.
func ctc(logs []float64, classes int, labels []int, gradient []float64) float64 {
	steps := len(logs) / classes
	states := 2*len(labels) + 1
	class := func(s int) int {
		if s%2 == 0 {
			return ppocr.Blank
		}
		return labels[s/2]
	}
	skips := func(s int) bool { return s > 1 && s%2 == 1 && class(s) != class(s-2) }
	forward := ways(steps, states)
	backward := ways(steps, states)
	for t := range steps {
		for s := range states {
			chance := math.Inf(-1)
			switch {
			case t > 0:
				chance = forward[t-1][s]
				if s > 0 {
					chance = sumOfLogs(chance, forward[t-1][s-1])
				}
				if skips(s) {
					chance = sumOfLogs(chance, forward[t-1][s-2])
				}
			case s < 2:
				chance = 0
			}
			forward[t][s] = chance + logs[t*classes+class(s)]
		}
	}
	for t := steps - 1; t >= 0; t-- {
		for s := range states {
			switch {
			case t == steps-1 && s >= states-2:
				backward[t][s] = 0
			case t < steps-1:
				follow := func(s int) float64 { return backward[t+1][s] + logs[(t+1)*classes+class(s)] }
				chance := follow(s)
				if s+1 < states {
					chance = sumOfLogs(chance, follow(s+1))
				}
				if s+2 < states && skips(s+2) {
					chance = sumOfLogs(chance, follow(s+2))
				}
				backward[t][s] = chance
			}
		}
	}
	all := forward[steps-1][states-1]
	if states > 1 {
		all = sumOfLogs(all, forward[steps-1][states-2])
	}
	clear(gradient)
	if math.IsInf(all, -1) {
		return math.Inf(1)
	}
	for i, l := range logs {
		gradient[i] = math.Exp(l)
	}
	for t := range steps {
		for s := range states {
			if p := forward[t][s] + backward[t][s] - all; p > -30 {
				gradient[t*classes+class(s)] -= math.Exp(p)
			}
		}
	}
	return -all
}

func ways(steps, states int) [][]float64 {
	all := make([]float64, steps*states)
	for i := range all {
		all[i] = math.Inf(-1)
	}
	rows := make([][]float64, steps)
	for t := range rows {
		rows[t] = all[t*states : (t+1)*states]
	}
	return rows
}

// sumOfLogs is log(exp(a) + exp(b)).
func sumOfLogs(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if b-a < -40 || math.IsInf(b, -1) {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}
