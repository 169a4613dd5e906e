package ocr

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
)

// moduleBinary is Tesseract 5.3.0 with Leptonica 1.82.0, made by build/build.sh.
//
//go:embed ocr.wasm
var moduleBinary []byte

// models are the "fast" models of Debian's packages tesseract-ocr-XXX, by
// Tesseract's names of languages.
//
//go:embed models/*.traineddata.gz
var models embed.FS

// model unpacks the model of a language.
func model(language string) ([]byte, error) {
	packed, err := models.ReadFile("models/" + language + ".traineddata.gz")
	if err != nil {
		return nil, fmt.Errorf("the model of %q: %w", language, err)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpacking the model of %q: %w", language, err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("unpacking the model of %q: %w", language, err)
	}
	return data, nil
}
