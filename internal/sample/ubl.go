package sample

import (
	"strconv"
	"time"
)

// ubl holds what differs between the two kinds of UBL documents.
type ubl struct {
	*Invoice
	kind string // Invoice or CreditNote
}

// UBL is the document as an EN 16931 invoice or credit note in OASIS UBL 2.1.
func (d *Document) UBL() []byte {
	u := ubl{d.Invoice, "Invoice"}
	code := "380"
	if d.Invoice.Credit {
		u.kind, code = "CreditNote", "381"
	}
	v := d.Invoice
	under := []node{
		leaf("cbc:CustomizationID", "urn:cen.eu:en16931:2017"),
		leaf("cbc:ID", v.Number), leaf("cbc:IssueDate", v.Issue.Format(time.DateOnly)),
		when(!v.Due.IsZero() && !v.Credit, leaf("cbc:DueDate", v.Due.Format(time.DateOnly))),
		leaf("cbc:"+u.kind+"TypeCode", code), leaf("cbc:DocumentCurrencyCode", v.Currency),
		when(v.Order != "", el("cac:OrderReference", leaf("cbc:ID", v.Order))),
		when(v.CreditedInvoice != "", el("cac:BillingReference", el("cac:InvoiceDocumentReference", leaf("cbc:ID", v.CreditedInvoice)))),
		el("cac:AccountingSupplierParty", ublParty(v.Supplier)), el("cac:AccountingCustomerParty", ublParty(v.Receiver)),
		when(!v.Delivery.IsZero(), el("cac:Delivery", leaf("cbc:ActualDeliveryDate", v.Delivery.Format(time.DateOnly)))),
		u.means(), u.allowance("false", v.DiscountAmount()), u.allowance("true", v.Shipping), u.taxes(), u.sums(),
	}
	for i, l := range v.Lines {
		under = append(under, u.line(i, l))
	}
	root := el(u.kind, under...)
	root.attrs = []string{
		"xmlns", "urn:oasis:names:specification:ubl:schema:xsd:" + u.kind + "-2",
		"xmlns:cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
		"xmlns:cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
	}
	return root.markup()
}

func (u ubl) money(name string, a Amount) node {
	return leaf(name, a.decimal(2), "currencyID", u.Currency)
}

func ublParty(p Party) node {
	return el("cac:Party",
		el("cac:PostalAddress", leaf("cbc:StreetName", p.Street), leaf("cbc:CityName", p.City), leaf("cbc:PostalZone", p.Postcode),
			el("cac:Country", leaf("cbc:IdentificationCode", p.Country))),
		when(p.VATID != "", el("cac:PartyTaxScheme", leaf("cbc:CompanyID", p.VATID), el("cac:TaxScheme", leaf("cbc:ID", "VAT")))),
		el("cac:PartyLegalEntity", leaf("cbc:RegistrationName", p.Name)),
		when(p.Contact != "", el("cac:Contact", leaf("cbc:Name", p.Contact))))
}

func (u ubl) means() node {
	return when(u.Supplier.IBAN != "", el("cac:PaymentMeans", leaf("cbc:PaymentMeansCode", "58"),
		el("cac:PayeeFinancialAccount", leaf("cbc:ID", u.Supplier.IBAN),
			when(u.Supplier.BIC != "", el("cac:FinancialInstitutionBranch", leaf("cbc:ID", u.Supplier.BIC))))))
}

func (u ubl) tax(name string, percent Amount) node {
	return el(name, leaf("cbc:ID", u.category()), leaf("cbc:Percent", percent.decimal(2)), el("cac:TaxScheme", leaf("cbc:ID", "VAT")))
}

func (u ubl) allowance(charge string, amount Amount) node {
	return when(amount != 0, el("cac:AllowanceCharge", leaf("cbc:ChargeIndicator", charge), u.money("cbc:Amount", amount), u.tax("cac:TaxCategory", u.Rates[0].Percent)))
}

func (u ubl) taxes() node {
	under := []node{u.money("cbc:TaxAmount", u.VAT())}
	for _, r := range u.Rates {
		under = append(under, el("cac:TaxSubtotal", u.money("cbc:TaxableAmount", r.Net), u.money("cbc:TaxAmount", r.VAT), u.tax("cac:TaxCategory", r.Percent)))
	}
	return el("cac:TaxTotal", under...)
}

func (u ubl) sums() node {
	return el("cac:LegalMonetaryTotal",
		u.money("cbc:LineExtensionAmount", u.Subtotal()), u.money("cbc:TaxExclusiveAmount", u.Net()), u.money("cbc:TaxInclusiveAmount", u.Total()),
		u.money("cbc:AllowanceTotalAmount", u.DiscountAmount()), u.money("cbc:ChargeTotalAmount", u.Shipping),
		u.money("cbc:PrepaidAmount", u.Paid), u.money("cbc:PayableAmount", u.Total()-u.Paid))
}

func (u ubl) line(i int, l Line) node {
	quantity := "cbc:InvoicedQuantity"
	if u.Credit {
		quantity = "cbc:CreditedQuantity"
	}
	gross := l.Quantity.times(l.Price).money()
	return el("cac:"+u.kind+"Line",
		leaf("cbc:ID", strconv.Itoa(i+1)), leaf(quantity, l.Quantity.decimal(0), "unitCode", l.Unit.Code), u.money("cbc:LineExtensionAmount", l.Net),
		when(l.Discount != 0, el("cac:AllowanceCharge", leaf("cbc:ChargeIndicator", "false"), u.money("cbc:Amount", gross-l.Net))),
		el("cac:Item", leaf("cbc:Description", l.Detail), leaf("cbc:Name", l.Description),
			when(l.Number != "", el("cac:SellersItemIdentification", leaf("cbc:ID", l.Number))), u.tax("cac:ClassifiedTaxCategory", l.Rate)),
		el("cac:Price", u.money("cbc:PriceAmount", l.Price)))
}
