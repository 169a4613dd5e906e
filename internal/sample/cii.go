package sample

import (
	"strconv"
	"time"
)

// CII is the document as an EN 16931 invoice in UN/CEFACT's Cross Industry
// Invoice syntax, without a PDF around it.
func (d *Document) CII() []byte {
	v := d.Invoice
	code := "380"
	if v.Credit {
		code = "381"
	}
	trade := []node{}
	for i, l := range v.Lines {
		trade = append(trade, ciiLine(i, l, v))
	}
	trade = append(trade, ciiAgreement(v), ciiDelivery(v), ciiSettlement(v, d))
	root := el("rsm:CrossIndustryInvoice",
		el("rsm:ExchangedDocumentContext", el("ram:GuidelineSpecifiedDocumentContextParameter", leaf("ram:ID", "urn:cen.eu:en16931:2017"))),
		el("rsm:ExchangedDocument", leaf("ram:ID", v.Number), leaf("ram:TypeCode", code), el("ram:IssueDateTime", ciiDate("udt:DateTimeString", v.Issue))),
		el("rsm:SupplyChainTradeTransaction", trade...))
	root.attrs = []string{
		"xmlns:rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
		"xmlns:ram", "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
		"xmlns:udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
	}
	return root.markup()
}

func ciiDate(name string, t time.Time) node { return leaf(name, t.Format("20060102"), "format", "102") }

// category is the VAT category code of EN 16931: S standard, AE reverse charge.
func (v *Invoice) category() string {
	if v.Reverse {
		return "AE"
	}
	return "S"
}

func ciiLine(i int, l Line, v *Invoice) node {
	gross := l.Quantity.times(l.Price).money()
	allowance := el("ram:SpecifiedTradeAllowanceCharge",
		el("ram:ChargeIndicator", leaf("udt:Indicator", "false")),
		leaf("ram:CalculationPercent", l.Discount.decimal(2)), leaf("ram:BasisAmount", gross.decimal(2)), leaf("ram:ActualAmount", (gross-l.Net).decimal(2)))
	return el("ram:IncludedSupplyChainTradeLineItem",
		el("ram:AssociatedDocumentLineDocument", leaf("ram:LineID", strconv.Itoa(i+1))),
		el("ram:SpecifiedTradeProduct", leaf("ram:SellerAssignedID", l.Number), leaf("ram:Name", l.Description), leaf("ram:Description", l.Detail)),
		el("ram:SpecifiedLineTradeAgreement", el("ram:NetPriceProductTradePrice", leaf("ram:ChargeAmount", l.Price.decimal(2)))),
		el("ram:SpecifiedLineTradeDelivery", leaf("ram:BilledQuantity", l.Quantity.decimal(4), "unitCode", l.Unit.Code)),
		el("ram:SpecifiedLineTradeSettlement",
			el("ram:ApplicableTradeTax", leaf("ram:TypeCode", "VAT"), leaf("ram:CategoryCode", v.category()), leaf("ram:RateApplicablePercent", l.Rate.decimal(2))),
			when(l.Discount != 0, allowance),
			el("ram:SpecifiedTradeSettlementLineMonetarySummation", leaf("ram:LineTotalAmount", l.Net.decimal(2)))))
}

func ciiParty(name string, p Party) node {
	return el(name, leaf("ram:Name", p.Name),
		when(p.Contact != "", el("ram:DefinedTradeContact", leaf("ram:PersonName", p.Contact))),
		el("ram:PostalTradeAddress", leaf("ram:PostcodeCode", p.Postcode), leaf("ram:LineOne", p.Street), leaf("ram:CityName", p.City), leaf("ram:CountryID", p.Country)),
		when(p.VATID != "", el("ram:SpecifiedTaxRegistration", leaf("ram:ID", p.VATID, "schemeID", "VA"))))
}

func ciiAgreement(v *Invoice) node {
	return el("ram:ApplicableHeaderTradeAgreement", ciiParty("ram:SellerTradeParty", v.Supplier), ciiParty("ram:BuyerTradeParty", v.Receiver),
		when(v.Order != "", el("ram:BuyerOrderReferencedDocument", leaf("ram:IssuerAssignedID", v.Order))))
}

func ciiDelivery(v *Invoice) node {
	return el("ram:ApplicableHeaderTradeDelivery",
		when(!v.Delivery.IsZero(), el("ram:ActualDeliverySupplyChainEvent", el("ram:OccurrenceDateTime", ciiDate("udt:DateTimeString", v.Delivery)))))
}

func ciiSettlement(v *Invoice, d *Document) node {
	under := []node{leaf("ram:InvoiceCurrencyCode", v.Currency), when(v.Supplier.IBAN != "", el("ram:SpecifiedTradeSettlementPaymentMeans",
		leaf("ram:TypeCode", "58"),
		el("ram:PayeePartyCreditorFinancialAccount", leaf("ram:IBANID", v.Supplier.IBAN)),
		when(v.Supplier.BIC != "", el("ram:PayeeSpecifiedCreditorFinancialInstitution", leaf("ram:BICID", v.Supplier.BIC)))))}
	for _, r := range v.Rates {
		under = append(under, el("ram:ApplicableTradeTax", leaf("ram:CalculatedAmount", r.VAT.decimal(2)), leaf("ram:TypeCode", "VAT"),
			when(v.Reverse, leaf("ram:ExemptionReason", d.words[wReverse])),
			leaf("ram:BasisAmount", r.Net.decimal(2)), leaf("ram:CategoryCode", v.category()), leaf("ram:RateApplicablePercent", r.Percent.decimal(2))))
	}
	under = append(under, ciiAllowance(v, "false", v.DiscountAmount()), ciiAllowance(v, "true", v.Shipping),
		when(!v.Due.IsZero(), el("ram:SpecifiedTradePaymentTerms", el("ram:DueDateDateTime", ciiDate("udt:DateTimeString", v.Due)))),
		ciiSums(v), when(v.CreditedInvoice != "", el("ram:InvoiceReferencedDocument", leaf("ram:IssuerAssignedID", v.CreditedInvoice))))
	return el("ram:ApplicableHeaderTradeSettlement", under...)
}

func ciiAllowance(v *Invoice, charge string, amount Amount) node {
	return when(amount != 0, el("ram:SpecifiedTradeAllowanceCharge",
		el("ram:ChargeIndicator", leaf("udt:Indicator", charge)), leaf("ram:ActualAmount", amount.decimal(2)),
		el("ram:CategoryTradeTax", leaf("ram:TypeCode", "VAT"), leaf("ram:CategoryCode", v.category()), leaf("ram:RateApplicablePercent", v.Rates[0].Percent.decimal(2)))))
}

func ciiSums(v *Invoice) node {
	return el("ram:SpecifiedTradeSettlementHeaderMonetarySummation",
		leaf("ram:LineTotalAmount", v.Subtotal().decimal(2)), leaf("ram:ChargeTotalAmount", v.Shipping.decimal(2)), leaf("ram:AllowanceTotalAmount", v.DiscountAmount().decimal(2)),
		leaf("ram:TaxBasisTotalAmount", v.Net().decimal(2)), leaf("ram:TaxTotalAmount", v.VAT().decimal(2), "currencyID", v.Currency),
		leaf("ram:GrandTotalAmount", v.Total().decimal(2)), leaf("ram:TotalPrepaidAmount", v.Paid.decimal(2)), leaf("ram:DuePayableAmount", (v.Total()-v.Paid).decimal(2)))
}
