package ppocr

import (
	"crypto/sha256"
	_ "embed" // the models
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/docextract/docextract/internal/engine/ppocr/nn"
	"github.com/docextract/docextract/internal/engine/ppocr/onnx"
)

// The models are made by internal/gen/ppocrmodels, which also writes their
// hashes.
var (
	//go:embed model/detection.onnx
	detectionModel []byte
	//go:embed model/recognition.onnx
	recognitionModel []byte
	//go:embed model/SHA256SUMS
	modelSums string
)

var errModel = errors.New("the embedded model is damaged: build the program again")

// networks is the two networks, ready to run.
type networks struct{ detection, recognition *nn.Net }

func loadNetworks() (*networks, error) {
	detection, err := compile("detection.onnx", detectionModel)
	if err != nil {
		return nil, err
	}
	recognition, err := compile("recognition.onnx", recognitionModel)
	if err != nil {
		return nil, err
	}
	return &networks{detection, recognition}, nil
}

func compile(name string, data []byte) (*nn.Net, error) {
	if !strings.Contains(modelSums, modelSum(name, data)) {
		return nil, errModel
	}
	model, err := onnx.Read(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", name, errModel, err)
	}
	net, err := nn.Compile(model)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", name, errModel, err)
	}
	return net, nil
}

// modelSum is the line of SHA256SUMS for a model.
func modelSum(name string, data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]) + "  " + name
}
