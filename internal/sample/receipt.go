package sample

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/docextract/docextract/internal/api"
)

// Receipt is an invented slip of a till. Prices hold the tax.
type Receipt struct {
	Language string
	Country  string
	Currency string
	Seller   Party
	Slogan   string // over or under the name, mostly nothing
	Branch   string // in brackets under the address
	At       time.Time
	Number   string
	Items    []ReceiptItem
	Rate     Amount
	Discount Amount
	Rounding Amount // to the coins there are
	Paid     Amount
	Card     bool
}

// ReceiptItem is one thing sold.
type ReceiptItem struct {
	Code, Name string
	Quantity   int64
	Price      Amount
}

// Amount is what the item costs.
func (i ReceiptItem) Amount() Amount { return i.Price * Amount(i.Quantity) }

// Subtotal is the sum of the items.
func (r *Receipt) Subtotal() Amount {
	var sum Amount
	for _, i := range r.Items {
		sum += i.Amount()
	}
	return sum
}

// Total is what is to be paid.
func (r *Receipt) Total() Amount { return r.Subtotal() - r.Discount + r.Rounding }

// Tax is the tax in the sum before rounding.
func (r *Receipt) Tax() Amount {
	gross := r.Subtotal() - r.Discount
	return divide(int64(gross)*int64(r.Rate), int64(100*one+r.Rate)).money()
}

// streamReceipt keeps slips apart from invoices of the same seed.
const streamReceipt = 101

// newReceipt invents a slip.
func newReceipt(d dice, language string) (*Receipt, slipLabels) {
	lang := chooseLanguage(d, language)
	country := pick(d, lang.countries...)
	r := &Receipt{Language: lang.code, Country: country, Currency: currency(d, country), Seller: newParty(d, country)}
	r.At = time.Date(2016, 1, 2, 7, 5, 0, 0, time.UTC).AddDate(0, 0, d.IntN(3600)).Add(time.Duration(d.IntN(14*3600)) * time.Second)
	r.Rate = rates(d, country)[0]
	r.Number = pick(d, d.digits(4), d.digits(6), d.digits(8), "T"+d.digits(5), r.At.Format("20060102")+d.digits(5), d.digits(3)+"-"+d.digits(4))
	r.Slogan = keep(d, 12, pick(d, "since 1987", "fresh every day", "* * *"))
	r.Branch = keep(d, 15, "("+strings.ToUpper(r.Seller.City)+")")
	r.sell(d, lang)
	if d.chance(20) {
		r.Discount = divide(int64(r.Subtotal()), 10*100) * 100
	}
	if d.chance(20) {
		r.Rounding = divide(int64(r.Total()), 500)*500 - r.Total()
	}
	r.Paid, r.Card = r.Total(), d.chance(40)
	if !r.Card && d.chance(80) {
		note := pick(d, Amount(5), 10, 20, 50) * one
		r.Paid = (r.Total()/note + 1) * note
	}
	return r, slipWordings()[lang.code].choose(d)
}

// sell puts things on the slip.
func (r *Receipt) sell(d dice, lang language) {
	for _, i := range d.Perm(len(lang.products))[:d.between(1, min(9, len(lang.products)))] {
		name := lang.products[i].name
		if d.chance(40) {
			name = strings.ToUpper(name)
		}
		r.Items = append(r.Items, ReceiptItem{
			Code: d.digits(pick(d, 4, 6, 13)), Name: name, Quantity: int64(pick(d, 1, 1, 1, 2, 3, 6)), Price: cents(int64(d.between(45, 4999))),
		})
	}
}

// ReceiptDocument is a slip with its layout and its look.
type ReceiptDocument struct {
	Receipt *Receipt
	words   slipLabels
	look    slipLook
}

// NewReceipt settles a slip. The same seed and language, "" for any, give the
// same slip.
func NewReceipt(seed uint64, language string) *ReceiptDocument {
	d := newDice(seed, streamReceipt)
	r, words := newReceipt(d, language)
	return &ReceiptDocument{Receipt: r, words: words, look: newSlipLook(d, r)}
}

// Truth is what is right about the printed slip.
func (d *ReceiptDocument) Truth() Truth {
	r := d.Receipt
	address := r.Seller.Street + ", " + r.Seller.town()
	return Truth{Group: "till-" + d.look.layout.name, Lang: r.Language, LineItems: []Cells{}, VATRates: []Cells{}, Fields: Cells{
		api.SupplierName: text(r.Seller.Name), api.SupplierAddress: text(address), api.IssueDate: day(r.At), api.TotalAmount: money(r.Total()),
	}}
}

// PDF makes the slip with a text layer.
func (d *ReceiptDocument) PDF() ([]byte, error) {
	p := newPDF(d.Receipt.Number)
	p.pieces = byWord
	d.drawOn(p)
	return p.bytes()
}

// Receipts are n slips, the languages in turn.
func Receipts(seed uint64, n int) []Maker {
	makers := make([]Maker, 0, n)
	all := Languages()
	for i := range n {
		language := all[i%len(all)]
		doc := NewReceipt(seed<<20+uint64(i), language)
		makers = append(makers, Maker{
			Name: fmt.Sprintf("till-%s--%s-%04d.pdf", doc.look.layout.name, language, i),
			Make: func() ([]byte, Truth, error) {
				data, err := doc.PDF()
				return data, doc.Truth(), err
			},
		})
	}
	return makers
}

// TillLayouts lists the names of the layouts of slips.
func TillLayouts() []string {
	var names []string
	for _, l := range slipLayouts() {
		names = append(names, l.name)
	}
	slices.Sort(names)
	return names
}
