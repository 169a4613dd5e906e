package sample

// word is something that a document says in its own language.
type word int

// What documents say. A layout asks for a word; the language gives several
// wordings, of which a document uses one throughout.
const (
	wInvoice word = iota
	wCreditNote
	wNumber
	wCreditNumber
	wDate
	wDue
	wOrder
	wCustomer
	wDeliveryNote
	wDelivery
	wCredited
	wBillTo
	wFrom
	wPosition
	wArticle
	wDescription
	wQuantity
	wUnit
	wPrice
	wDiscount
	wRate
	wAmount
	wGross
	wSubtotal
	wTotalDiscount // %s is the percentage
	wShipping
	wNet
	wTax     // with a rate, %s
	wTaxOnly // the sum of the taxes
	wTotal
	wPaid
	wBalance
	wBase
	wCarried
	wBrought
	wPage // %d of %d
	wBank
	wIBAN
	wBIC
	wVATID
	wCustomerVATID
	wRegister
	wPhone
	wTermDays // %s days
	wTermDate // %s date
	wIntro
	wThanks
	wReverse
	wTotalIn // %s is the currency
	wPayment
	wContact
	wOrderDate
	wDueAmount // %s the amount, %s the date
	wSlip
	words // how many there are
)

// labels are the wordings that one document uses.
type labels [words]string

// language is what the generator knows of one language.
type language struct {
	code      string
	countries []string
	wording   map[word][]string
	months    [12]string
	// dates are Go layouts; January stands for the month's name.
	dates    []string
	units    []Unit // pieces, hours, kilograms, metres, flat rate, in this order
	products []product
}

// product is something that can be sold: its unit's index and its usual price.
type product struct {
	name   string
	detail string
	unit   int
	price  float64
}

// choose gives one wording for every word. The words after wPayment have
// choices of their own, so that a new one does not change all documents.
func (l language) choose(d, extra dice) labels {
	var out labels
	for w := range words {
		if w > wPayment {
			d = extra
		}
		out[w] = pick(d, l.wording[w]...)
	}
	return out
}

// Languages lists the codes of the languages that samples exist in.
func Languages() []string {
	var codes []string
	for _, l := range languages() {
		codes = append(codes, l.code)
	}
	return codes
}

func languages() []language {
	return []language{english(), german(), french(), spanish(), italian(), dutch(), slovene()}
}
