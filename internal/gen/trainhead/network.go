package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"os"
	"slices"

	"github.com/docextract/docextract/internal/engine/ppocr"
	"github.com/docextract/docextract/internal/engine/ppocr/nn"
	"github.com/docextract/docextract/internal/engine/ppocr/onnx"
	"github.com/docextract/docextract/internal/engine/ppocr/simd"
)

// features is what the network below the last layer says of each step, and
// lastWeights the last layer's weights in it.
const (
	features    = 120
	lastWeights = "linear_85.w_0"
)

// workingMemory is what reading a line takes, in floats.
const workingMemory = 8 << 20

// network is the recogniser without its last layer.
type network struct {
	net *nn.Net
	sum string // of the model
}

func readNetwork(path string) (*network, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	model, err := onnx.Read(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	last := slices.IndexFunc(model.Nodes, func(n onnx.Node) bool { return slices.Contains(n.Inputs, lastWeights) })
	if last < 0 {
		return nil, fmt.Errorf("%s has no %s", path, lastWeights)
	}
	model.Output = model.Nodes[last].Inputs[0]
	model.Nodes = model.Nodes[:last]
	net, err := nn.Compile(model)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &network{net, fmt.Sprintf("%x", sha256.Sum256(data))}, nil
}

// reader runs the network; it is for one goroutine.
type reader struct {
	net    *nn.Net
	worker *nn.Worker
}

func (n *network) reader() *reader { return &reader{n.net, nn.NewWorker(simd.Best(), workingMemory)} }

// features of a line cut out of a picture.
func (r *reader) features(ctx context.Context, line *image.Gray) ([]float32, error) {
	var all []float32
	err := r.worker.Run(ctx, r.net, ppocr.LineInput(line), func(t *nn.Tensor) error {
		if len(t.Shape) == 0 || t.Shape[len(t.Shape)-1] != features {
			return errors.New("the network has another shape")
		}
		all = slices.Clone(t.Data)
		return nil
	})
	return all, err
}
