package main

import (
	"math"
	"slices"
	"testing"
)

// chances are logarithms of a softmax of some numbers.
func chances(steps, classes int) []float64 {
	r := dice(1, 2)
	logs := make([]float64, steps*classes)
	for t := range steps {
		sum := 0.
		for c := range classes {
			logs[t*classes+c] = 2 * r.NormFloat64()
			sum += math.Exp(logs[t*classes+c])
		}
		for c := range classes {
			logs[t*classes+c] -= math.Log(sum)
		}
	}
	return logs
}

// byHand adds the chances of all paths that give the labels.
func byHand(logs []float64, classes int, labels []int) float64 {
	steps := len(logs) / classes
	sum := 0.
	path := make([]int, steps)
	for {
		var read []int
		chance := 0.
		for t, c := range path {
			chance += logs[t*classes+c]
			if c != 0 && (t == 0 || path[t-1] != c) {
				read = append(read, c)
			}
		}
		if slices.Equal(read, labels) {
			sum += math.Exp(chance)
		}
		t := 0
		for ; t < steps; t++ {
			if path[t]++; path[t] < classes {
				break
			}
			path[t] = 0
		}
		if t == steps {
			return -math.Log(sum)
		}
	}
}

func TestLossIsThatOfAllPaths(t *testing.T) {
	const steps, classes = 5, 3
	logs := chances(steps, classes)
	gradient := make([]float64, len(logs))
	for _, labels := range [][]int{{}, {1}, {1, 2}, {1, 1}, {2, 1, 2}, {1, 1, 1}} {
		if got, want := ctc(logs, classes, labels, gradient), byHand(logs, classes, labels); math.Abs(got-want) > 1e-12 {
			t.Errorf("%v: got %v, want %v", labels, got, want)
		}
	}
	if got := ctc(logs, classes, []int{1, 1, 1, 1}, gradient); !math.IsInf(got, 1) || slices.Max(gradient) != 0 {
		t.Errorf("four equal ones do not fit: got %v", got)
	}
}

func TestGradientIsTheLosss(t *testing.T) {
	const steps, classes, small = 5, 3, 1e-6
	labels := []int{1, 2}
	raw := chances(steps, classes)
	loss := func(at int, by float64) float64 {
		moved := slices.Clone(raw)
		moved[at] += by
		for step := range steps {
			row := moved[step*classes : (step+1)*classes]
			sum := 0.
			for _, v := range row {
				sum += math.Exp(v)
			}
			for c := range row {
				row[c] -= math.Log(sum)
			}
		}
		return ctc(moved, classes, labels, make([]float64, len(moved)))
	}
	gradient := make([]float64, len(raw))
	ctc(raw, classes, labels, gradient)
	for i, g := range gradient {
		if want := (loss(i, small) - loss(i, -small)) / (2 * small); math.Abs(g-want) > 1e-6 {
			t.Errorf("%d: got %v, want %v", i, g, want)
		}
	}
}
