package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/engine/ppocr/onnx"
)

// recogniser is a model with the last layer's constants and one that is not read.
func recogniser() *onnx.Model {
	return &onnx.Model{
		Input: "x", Output: "y",
		Nodes: []onnx.Node{{Op: "MatMul", Inputs: []string{"x", headWeights}, Outputs: []string{"y"}, Attributes: map[string]onnx.Attribute{}}},
		Constants: map[string]*onnx.Tensor{
			headWeights: {Shape: []int{features, 2}, Floats: make([]float32, 2*features)},
			headBias:    {Shape: []int{2}, Floats: make([]float32, 2)},
		},
	}
}

func TestTheHeadIsReplaced(t *testing.T) {
	m := recogniser()
	if err := replaceHead(m, head); err != nil {
		t.Fatal(err)
	}
	if got := m.Constants[headWeights].Shape; got[0] != features || got[1] != 186 {
		t.Errorf("weights of shape %v", got)
	}
	for _, v := range m.Constants[headWeights].Floats {
		if math.IsNaN(float64(v)) || math.Abs(float64(v)) > 1000 {
			t.Fatalf("a weight is %v", v)
		}
	}
	prune(m)
	if m.Constants[headBias] != nil || m.Constants[headWeights] == nil {
		t.Error("prune keeps what is read and nothing else")
	}
}

func TestAHeadThatDoesNotFitIsRefused(t *testing.T) {
	if err := replaceHead(recogniser(), head[:len(head)-4]); err == nil {
		t.Error("a number is missing")
	}
	if err := replaceHead(&onnx.Model{Constants: map[string]*onnx.Tensor{}}, head); err == nil {
		t.Error("the model has no last layer")
	}
}

func TestAnotherPackageIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "models.tgz")
	if err := os.WriteFile(path, []byte("something else"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(path, t.TempDir()); err == nil || !strings.Contains(err.Error(), "SHA-256") {
		t.Errorf("got %v", err)
	}
	if err := verify("head.bin", head, headSum); err != nil {
		t.Error(err)
	}
}

func TestModelsAreFoundInThePackage(t *testing.T) {
	var archive bytes.Buffer
	zipped := gzip.NewWriter(&archive)
	files := tar.NewWriter(zipped)
	data := recogniser().Append(nil, 0)
	if err := files.WriteHeader(&tar.Header{Name: "package/assets/a.onnx", Size: int64(len(data)), Mode: 0o600}); err != nil {
		t.Fatal(err)
	}
	if _, err := files.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := files.Close(); err != nil {
		t.Fatal(err)
	}
	if err := zipped.Close(); err != nil {
		t.Fatal(err)
	}
	m, err := model(archive.Bytes(), "a.onnx")
	if err != nil || len(m.Nodes) != 1 {
		t.Errorf("got %+v, %v", m, err)
	}
	if _, err := model(archive.Bytes(), "b.onnx"); err == nil {
		t.Error("a model that is not there was found")
	}
}
