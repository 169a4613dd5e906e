package pdf

import (
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/docextract/docextract/internal/engine/document"
)

func (x *extraction) rulings(_ requests.Page, _ geometry) ([]document.Ruling, error) { return nil, nil }
