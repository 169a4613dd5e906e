package sample

import (
	"fmt"
	"strings"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// codeSide is how wide payment codes are printed, in millimetres; the Swiss
// one's is prescribed.
const (
	codeSide      = 30
	swissCodeSide = 46
)

// PaymentCode is what the code of an invoice says to the payer's bank, "" for
// one that cannot have a code: without an account, in another currency, or
// with nothing to pay.
func (v *Invoice) PaymentCode() string {
	due := v.Total() - v.Paid
	switch {
	case v.Supplier.IBAN == "" || due <= 0:
		return ""
	case v.Supplier.Country == "CH" && (v.Currency == "CHF" || v.Currency == "EUR"):
		return v.swissCode(due)
	case v.Currency == "EUR":
		return v.epcCode(due)
	}
	return ""
}

// epcCode follows EPC069-12, version 2, in UTF-8.
func (v *Invoice) epcCode(due Amount) string {
	return strings.Join([]string{
		"BCD", "002", "1", "SCT", v.Supplier.BIC, v.Supplier.Name, v.Supplier.IBAN, "EUR" + due.decimal(2), "", "", v.Number,
	}, "\n")
}

// swissCode follows the QR-bill 2.0 with structured addresses and without a
// reference.
func (v *Invoice) swissCode(due Amount) string {
	lines := []string{"SPC", "0200", "1", v.Supplier.IBAN}
	lines = append(lines, swissAddress(v.Supplier)...)
	lines = append(lines, make([]string, 7)...) // the ultimate creditor
	lines = append(lines, due.decimal(2), v.Currency)
	lines = append(lines, swissAddress(v.Receiver)...)
	lines = append(lines, "NON", "", v.Number, "EPD", fmt.Sprintf("//S1/10/%s/11/%s", strings.ReplaceAll(v.Number, "/", `\/`), v.Issue.Format("060102")))
	return strings.Join(lines, "\r\n")
}

func swissAddress(p Party) []string {
	return []string{"S", p.Name, p.Street, "", p.Postcode, p.City, p.Country}
}

// paymentCode draws the code at the left below all else, row by row.
func (s *sheet) paymentCode() {
	text := s.inv.PaymentCode()
	if text == "" {
		return
	}
	bits, err := qrcode.NewQRCodeWriter().Encode(text, gozxing.BarcodeFormat_QR_CODE, 0, 0, map[gozxing.EncodeHintType]any{
		gozxing.EncodeHintType_CHARACTER_SET: "UTF-8", gozxing.EncodeHintType_ERROR_CORRECTION: "M", gozxing.EncodeHintType_MARGIN: 0,
	})
	if err != nil {
		return // the text is too long for a code, and the invoice has none
	}
	side := float64(codeSide)
	if s.inv.Supplier.Country == "CH" {
		side = swissCodeSide
	}
	s.need(side + 10)
	s.down(5)
	n := bits.GetWidth()
	module := side / float64(n)
	for row := range n {
		for col := 0; col < n; col++ {
			from := col
			for col < n && bits.Get(col, row) {
				col++
			}
			if col > from {
				s.fill(s.left+float64(from)*module, s.y+float64(row)*module, float64(col-from)*module, module, shade{})
			}
		}
	}
	s.down(side)
}
