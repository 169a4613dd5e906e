// Package payment reads what QR codes on invoices say of the payment: the
// European Payments Council's code for credit transfers (EPC069-12, known as
// GiroCode), the Swiss QR-bill (SIX, Implementation Guidelines 2.x) and the
// Slovene UPN QR. It finds no codes in pictures and chooses no fields.
package payment

import (
	"errors"
	"strings"

	"github.com/docextract/docextract/internal/engine/identifier"
	"github.com/docextract/docextract/internal/engine/locale"
)

// Scheme is the standard that a payload follows.
type Scheme string

// The schemes that are read.
const (
	SchemeEPC   Scheme = "EPC"
	SchemeSwiss Scheme = "Swiss QR-bill"
	SchemeUPN   Scheme = "UPN QR"
)

// Payment is what a code asks the payer to do. What it leaves open is empty.
type Payment struct {
	Scheme   Scheme
	IBAN     string // without blanks, with right check digits
	Currency string // ISO 4217
	// Amount is what is to be paid, in Currency; nil where the payer decides.
	Amount   *locale.Decimal
	Creditor Party
	Debtor   Party
	// Reference is the structured reference, with right check digits.
	Reference string
	// Message is for people: most often the number of the invoice.
	Message string
	// Due is the last day to pay, as YYYY-MM-DD.
	Due string
	// Bill is what the biller adds for machines (Swico S1), the zero value for
	// nothing.
	Bill Bill
}

// Party is who pays or is paid.
type Party struct {
	Name    string
	Street  string // with the number of the house
	Town    string // with the postcode
	Country string // ISO 3166
}

// ErrNoPayment is the error for text that is no payment of a known scheme.
var ErrNoPayment = errors.New("the code holds no payment")

// What a payload may have: a QR code holds at most 2,953 bytes.
const (
	maxPayload = 3000
	maxLines   = 64
)

// Parse reads the payload of a code. Where the code declares no character set
// each character of the text stands for one byte of the payload (U+0000 to
// U+00FF), and the payload says itself what the bytes mean.
func Parse(text string) (Payment, error) {
	if len(text) > 2*maxPayload {
		return Payment{}, ErrNoPayment
	}
	text = strings.TrimLeft(text, "\ufeff \r\n")
	switch {
	case strings.HasPrefix(text, "BCD"):
		return parseEPC(text)
	case strings.HasPrefix(text, "SPC"):
		return parseSwiss(text)
	case strings.HasPrefix(text, "UPNQR"):
		return parseUPN(text)
	}
	return Payment{}, ErrNoPayment
}

// elements are the lines of a payload; those behind the end are empty.
type elements []string

func (e elements) at(i int) string {
	if i >= len(e) {
		return ""
	}
	return strings.TrimSpace(e[i])
}

// split cuts a payload into its lines, which end in LF, CR LF or CR.
func split(text string) elements {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	lines := strings.SplitN(text, "\n", maxLines+1)
	return lines[:min(len(lines), maxLines)]
}

// account is an IBAN as it is written, without blanks, "" for one whose check
// digits are wrong: a payment to it is none.
func account(s string) string {
	s = strings.ToUpper(strings.ReplaceAll(s, " ", ""))
	if !identifier.ValidIBAN(s) {
		return ""
	}
	return s
}

// amount reads a positive number of at most two decimals.
func amount(s string) *locale.Decimal {
	d, err := locale.ParseDecimal(strings.Replace(s, ",", ".", 1))
	if s == "" || err != nil || d.Sign() <= 0 || d.Scale() > 2 {
		return nil
	}
	return &d
}

// joined puts what is there together, with a blank between.
func joined(parts ...string) string {
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}
