package main

import (
	"math"
	"sync"

	"github.com/docextract/docextract/internal/engine/ppocr/simd"
)

// How the layer is trained.
type course struct {
	epochs int
	rate   float64 // of Adam at the start; it falls to 0 along a cosine
	pull   float64 // toward the layer that training starts from
	seed   uint64
}

// A batch's lines are shared out in shares, whose gradients are added in their
// order: the sum does not hang on how many processors there are.
const (
	batch  = 128
	shares = 8
)

// train is the layer after lines, which are shown in an order of the seed's.
// report is called after each epoch with the mean loss of a line.
func (c course) train(start layer, lines []*sample, report func(epoch int, loss float64)) layer {
	l := append(layer(nil), start...)
	steps := c.epochs * (len(lines) / batch)
	optimiser := adam{mean: make([]float64, len(l)), square: make([]float64, len(l))}
	workers := make([]*worker, shares)
	for i := range workers {
		workers[i] = &worker{multiplier: multiplier{kernels: simd.Best()}, gradient: make([]float32, len(l))}
	}
	r := dice(c.seed, 0)
	step := 0
	for epoch := range c.epochs {
		order := r.Perm(len(lines))
		loss := 0.
		for ; len(order) >= batch; order = order[batch:] {
			loss += gradients(workers, l, lines, order[:batch])
			sum := make([]float64, len(l))
			for i := range sum {
				for _, w := range workers {
					sum[i] += float64(w.gradient[i]) / batch
				}
				sum[i] += c.pull * float64(l[i]-start[i])
			}
			step++
			optimiser.step(l, sum, c.rate*.5*(1+math.Cos(math.Pi*float64(step)/float64(steps))))
		}
		report(epoch+1, loss/float64(len(lines)/batch*batch))
	}
	return l
}

// worker computes the gradient of some of a batch's lines.
type worker struct {
	multiplier
	gradient []float32
	loss     float64
}

func gradients(workers []*worker, l layer, lines []*sample, order []int) (loss float64) {
	var group sync.WaitGroup
	for i, w := range workers {
		group.Go(func() {
			var mine []*sample
			for k := i; k < len(order); k += shares {
				mine = append(mine, lines[order[k]])
			}
			w.learn(l, mine)
		})
	}
	group.Wait()
	for _, w := range workers {
		loss += w.loss
	}
	return loss
}

func (s *worker) learn(l layer, lines []*sample) {
	var in []float32
	for _, line := range lines {
		in = append(in, line.Features...)
	}
	classes := classCount()
	logs := l.logs(&s.multiplier, in)
	gradient := make([]float64, len(logs))
	s.loss = 0
	at := 0
	for _, line := range lines {
		n := line.steps() * classes
		if loss := ctc(logs[at:at+n], classes, labelsOf(line.Text), gradient[at:at+n]); !math.IsInf(loss, 1) {
			s.loss += loss
		}
		at += n
	}
	narrow := make([]float32, len(gradient))
	clear(s.gradient)
	bias := layer(s.gradient).bias()
	for i, g := range gradient {
		narrow[i] = float32(g)
		bias[i%classes] += float32(g)
	}
	steps := len(in) / features
	s.add(matrix{rows: features, columns: steps, at: in, turned: true}, matrix{rows: steps, columns: classes, at: narrow}, layer(s.gradient).weights().at)
}

// adam is the optimiser of Kingma and Ba (2015) with their constants.
type adam struct {
	mean, square []float64
	steps        int
}

func (a *adam) step(l layer, gradient []float64, rate float64) {
	const first, second, least = .9, .999, 1e-8
	a.steps++
	c1, c2 := 1-math.Pow(first, float64(a.steps)), 1-math.Pow(second, float64(a.steps))
	for i, g := range gradient {
		a.mean[i] = first*a.mean[i] + (1-first)*g
		a.square[i] = second*a.square[i] + (1-second)*g*g
		l[i] -= float32(rate * (a.mean[i] / c1) / (math.Sqrt(a.square[i]/c2) + least))
	}
}
