// Package nn runs the two recognition networks: it takes an ONNX graph, fuses
// what can be fused, prepares the weights for the processor's loops, and
// evaluates the graph on one input at a time. It has the operators that those
// networks use, for batches of one, and no others.
package nn

import (
	"context"
	"errors"
	"fmt"

	"github.com/docextract/docextract/internal/engine/ppocr/onnx"
	"github.com/docextract/docextract/internal/engine/ppocr/simd"
)

// Net is a network ready to run. It is immutable: any number of workers may
// run it at once.
type Net struct {
	steps     []step
	constants []*Tensor // by slot; nil for computed values
	input     int
	output    int
}

// step is one operation; its operands and result are slots of values.
type step struct {
	name     string
	operator operator
	in       []int // -1 for an operand left out
	out      int
	last     []int // values that no later step reads
}

// operator computes one value.
type operator interface {
	run(w *Worker, in []*Tensor) (*Tensor, error)
}

var errShape = errors.New("shapes do not fit")

// Compile prepares a model. It changes the model.
func Compile(m *onnx.Model) (*Net, error) {
	fuse(m)
	n := &Net{}
	slots := map[string]int{}
	slot := func(name string) int {
		if _, known := slots[name]; !known {
			slots[name] = len(slots)
		}
		return slots[name]
	}
	for i := range m.Nodes {
		node := &m.Nodes[i]
		op, err := compile(node, m.Constants)
		if err != nil {
			return nil, fmt.Errorf("%s %q: %w", node.Op, node.Outputs, err)
		}
		s := step{name: node.Op, operator: op, out: slot(node.Outputs[0])}
		for _, name := range operandsOf(node) {
			if name == "" {
				s.in = append(s.in, -1)
				continue
			}
			s.in = append(s.in, slot(name))
		}
		n.steps = append(n.steps, s)
	}
	n.input, n.output = slot(m.Input), slot(m.Output)
	n.constants = make([]*Tensor, len(slots))
	for name, c := range m.Constants {
		if i, used := slots[name]; used {
			n.constants[i] = &Tensor{Shape: c.Shape, Data: c.Floats, Ints: c.Ints}
		}
	}
	n.markLast()
	return n, nil
}

// operandsOf is what a node reads when it is run: the constants of layers are
// inside them by then.
func operandsOf(n *onnx.Node) []string {
	switch n.Op {
	case "Conv", "ConvTranspose", "Resize":
		return n.Inputs[:1]
	case "AddResize":
		return n.Inputs[:2]
	}
	return n.Inputs
}

// markLast finds after which step each value can be given back.
func (n *Net) markLast() {
	seen := map[int]bool{n.output: true}
	for i := len(n.steps) - 1; i >= 0; i-- {
		s := &n.steps[i]
		for _, v := range append([]int{s.out}, s.in...) {
			if v >= 0 && !seen[v] && n.constants[v] == nil {
				seen[v] = true
				s.last = append(s.last, v)
			}
		}
	}
}

// Worker is the memory of one run after another of networks. It is for one
// goroutine at a time.
type Worker struct {
	kernels *simd.Kernels
	memory  memory
	scratch scratch
}

// NewWorker makes a worker that holds at most limit floats at once.
func NewWorker(kernels *simd.Kernels, limit int) *Worker {
	return &Worker{kernels: kernels, memory: memory{limit: limit}}
}

// Run evaluates the network and hands its result to read; the result's memory
// is used again afterwards. It stops between two steps when ctx ends.
func (w *Worker) Run(ctx context.Context, n *Net, input *Tensor, read func(*Tensor) error) error {
	if err := input.check(); err != nil {
		return err
	}
	values := append([]*Tensor(nil), n.constants...)
	values[n.input] = &Tensor{Shape: input.Shape, Data: input.Data, Ints: input.Ints}
	defer w.memory.reset()
	var operands []*Tensor
	for i := range n.steps {
		s := &n.steps[i]
		if err := ctx.Err(); err != nil {
			return err
		}
		operands = operands[:0]
		for _, v := range s.in {
			if v < 0 {
				operands = append(operands, nil)
				continue
			}
			if values[v] == nil {
				return fmt.Errorf("step %d (%s): an operand is read before it is computed", i, s.name)
			}
			operands = append(operands, values[v])
		}
		if operands[0] == nil {
			return fmt.Errorf("step %d (%s): %w", i, s.name, errSetting)
		}
		for _, v := range s.last {
			// Only what was computed here is written over: the constants are shared.
			if t := values[v]; t != nil && t.buffer != nil {
				t.spent = true
			}
		}
		out, err := s.operator.run(w, operands)
		if err != nil {
			return fmt.Errorf("step %d (%s): %w", i, s.name, err)
		}
		values[s.out] = out
		for _, v := range s.last {
			w.memory.drop(values[v])
			values[v] = nil
		}
	}
	if values[n.output] == nil {
		return errors.New("the network has no result")
	}
	return read(values[n.output])
}
