package payment

import "strings"

// The lines of a QR-bill. Of the three addresses, which have seven lines each,
// the ultimate creditor's is reserved for later.
const (
	swissVersion  = 1
	swissCoding   = 2
	swissIBAN     = 3
	swissCreditor = 4
	swissAmount   = 18
	swissCurrency = 19
	swissDebtor   = 20
	swissKind     = 27
	swissRef      = 28
	swissMessage  = 29
	swissTrailer  = 30
	swissBill     = 31
)

// parseSwiss reads the payload of a QR-bill, versions 2.0 to 2.x.
func parseSwiss(text string) (Payment, error) {
	e := split(decode(text, nil))
	if e.at(0) != "SPC" || !strings.HasPrefix(e.at(swissVersion), "02") || e.at(swissCoding) != "1" || e.at(swissTrailer) != "EPD" {
		return Payment{}, ErrNoPayment
	}
	p := Payment{
		Scheme: SchemeSwiss, IBAN: account(e.at(swissIBAN)),
		Currency: e.at(swissCurrency), Amount: amount(e.at(swissAmount)),
		Creditor: e.address(swissCreditor), Debtor: e.address(swissDebtor),
		Message: joined(e.at(swissMessage)), Bill: parseBill(e.at(swissBill)),
	}
	if !strings.HasPrefix(p.IBAN, "CH") && !strings.HasPrefix(p.IBAN, "LI") || p.Currency != "CHF" && p.Currency != "EUR" {
		return Payment{}, ErrNoPayment
	}
	reference := strings.ReplaceAll(e.at(swissRef), " ", "")
	switch e.at(swissKind) {
	case "QRR":
		if validQRReference(reference) {
			p.Reference = reference
		}
	case "SCOR":
		if validCreditorReference(reference) {
			p.Reference = reference
		}
	}
	return p, nil
}

// address reads seven lines: the kind, the name, and for a structured address
// (S) street, number, postcode and town, for a combined one (K) two lines.
func (e elements) address(i int) Party {
	p := Party{Name: joined(e.at(i + 1)), Country: e.at(i + 6)}
	switch e.at(i) {
	case "S":
		p.Street, p.Town = joined(e.at(i+2), e.at(i+3)), joined(e.at(i+4), e.at(i+5))
	case "K":
		p.Street, p.Town = joined(e.at(i+2)), joined(e.at(i+3))
	}
	return p
}
