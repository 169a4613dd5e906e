package payment

import "strings"

// The lines of an EPC payload.
const (
	epcVersion = iota + 1
	epcCharset
	epcTransfer
	_ // BIC
	epcName
	epcIBAN
	epcAmount
	_ // purpose
	epcReference
	epcMessage
)

// parseEPC reads a payload of EPC069-12, versions 001 and 002. All payments of
// the scheme are in euros.
func parseEPC(text string) (Payment, error) {
	raw := split(text)
	e := split(decode(text, charset(raw.at(epcCharset))))
	if e.at(0) != "BCD" || e.at(epcVersion) != "001" && e.at(epcVersion) != "002" || e.at(epcTransfer) != "SCT" && e.at(epcTransfer) != "INST" {
		return Payment{}, ErrNoPayment
	}
	p := Payment{
		Scheme: SchemeEPC, Currency: "EUR",
		IBAN: account(e.at(epcIBAN)), Creditor: Party{Name: joined(e.at(epcName))},
		Message: joined(e.at(epcMessage)),
	}
	if p.IBAN == "" {
		return Payment{}, ErrNoPayment
	}
	if figure, ok := strings.CutPrefix(e.at(epcAmount), "EUR"); ok {
		p.Amount = amount(strings.TrimSpace(figure))
	}
	if reference := strings.ReplaceAll(e.at(epcReference), " ", ""); validCreditorReference(reference) {
		p.Reference = reference
	}
	return p, nil
}
