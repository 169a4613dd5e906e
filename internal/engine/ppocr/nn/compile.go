package nn

import (
	"errors"

	"github.com/docextract/docextract/internal/engine/ppocr/onnx"
)

type constants map[string]*onnx.Tensor

var (
	errOperator = errors.New("there is no such operator")
	errSetting  = errors.New("the operator is not made for this setting")
)

// compile makes the operator of a node.
func compile(n *onnx.Node, c constants) (operator, error) {
	if len(n.Inputs) == 0 || len(n.Outputs) == 0 {
		return nil, errSetting
	}
	switch n.Op {
	case "Conv":
		return newConvolution(n, c)
	case "ConvTranspose":
		return newTransposed(n, c)
	case "MatMul":
		return operands{2, matmul{}}, nil
	case "Add", "Mul", "Sub", "Div":
		return operands{2, arithmetic{op: n.Op}}, nil
	case "GlobalAveragePool":
		return globalAverage{}, nil
	case "AveragePool":
		return newAverage(n)
	case "Resize":
		return newResize(n, c)
	case "AddResize":
		o, err := newResize(n, c)
		return operands{2, addResized{o}}, err
	case "Softmax":
		return softmax{}, nil
	case "Normalize":
		return normalize{epsilon: n.Number("epsilon", 1e-5)}, nil
	}
	if f := activationOf(n); f != nil {
		return elementwise{f}, nil
	}
	return compileShape(n)
}

// compileShape makes the operators that compute or change shapes.
func compileShape(n *onnx.Node) (operator, error) {
	switch n.Op {
	case "Shape":
		return shapeOf{}, nil
	case "Cast":
		return newCast(n)
	case "Slice":
		return newSlice(n)
	case "Concat":
		return concat{axis: n.Attributes["axis"].Int}, nil
	case "Reshape":
		return operands{2, reshape{}}, nil
	case "Squeeze":
		return squeeze{axes: n.Attributes["axes"].Ints}, nil
	case "Transpose":
		return transpose{perm: n.Attributes["perm"].Ints}, nil
	}
	return nil, errOperator
}

// operands guards an operator that reads several values.
type operands struct {
	count int
	operator
}

func (o operands) run(w *Worker, in []*Tensor) (*Tensor, error) {
	if len(in) < o.count {
		return nil, errSetting
	}
	for _, t := range in[:o.count] {
		if t == nil {
			return nil, errSetting
		}
	}
	return o.operator.run(w, in)
}

// elementwise applies a function to every element.
type elementwise struct{ f activation }

func (e elementwise) run(w *Worker, in []*Tensor) (*Tensor, error) {
	if in[0].Data == nil {
		return nil, errSetting
	}
	out, err := w.memory.result(in[0])
	if err != nil {
		return nil, err
	}
	e.f(w.kernels, in[0].Data, out.Data)
	return out, nil
}
