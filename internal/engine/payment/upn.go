package payment

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/encoding/charmap"

	"github.com/docextract/docextract/internal/engine/locale"
)

// The lines of a UPN QR (Združenje bank Slovenije, Tehnični standard UPN QR).
const (
	upnDebtor   = 5 // name, street, town
	upnAmount   = 8 // in cents, eleven digits
	upnMessage  = 12
	upnDue      = 13
	upnIBAN     = 14
	upnRef      = 15
	upnCreditor = 16 // name, street, town

	upnAmountDigits = 11
)

// parseUPN reads the payload of a Slovene payment form, which is in euros and
// in ISO 8859-2.
func parseUPN(text string) (Payment, error) {
	e := split(decode(text, charmap.ISO8859_2))
	p := Payment{
		Scheme: SchemeUPN, Currency: "EUR", IBAN: account(e.at(upnIBAN)), Message: joined(e.at(upnMessage)),
		Debtor:    Party{Name: joined(e.at(upnDebtor)), Street: joined(e.at(upnDebtor + 1)), Town: joined(e.at(upnDebtor + 2))},
		Creditor:  Party{Name: joined(e.at(upnCreditor)), Street: joined(e.at(upnCreditor + 1)), Town: joined(e.at(upnCreditor + 2))},
		Reference: strings.ReplaceAll(e.at(upnRef), " ", ""),
	}
	if e.at(0) != "UPNQR" || p.IBAN == "" {
		return Payment{}, ErrNoPayment
	}
	if cents, err := strconv.ParseInt(e.at(upnAmount), 10, 64); err == nil && cents > 0 && len(e.at(upnAmount)) <= upnAmountDigits {
		due := locale.NewDecimal(cents, 2)
		p.Amount = &due
	}
	if day, err := time.Parse("02.01.2006", e.at(upnDue)); err == nil {
		p.Due = day.Format(time.DateOnly)
	}
	return p, nil
}
