package einvoice

import "github.com/docextract/docextract/internal/api"

// current gives the name that an element of ZUGFeRD 1 has in its successor.
func current(name string) string {
	switch name {
	case "HeaderExchangedDocument":
		return "ExchangedDocument"
	case "SpecifiedSupplyChainTradeTransaction":
		return "SupplyChainTradeTransaction"
	case "ApplicableSupplyChainTradeAgreement":
		return "ApplicableHeaderTradeAgreement"
	case "ApplicableSupplyChainTradeSettlement":
		return "ApplicableHeaderTradeSettlement"
	case "SpecifiedSupplyChainTradeAgreement":
		return "SpecifiedLineTradeAgreement"
	case "SpecifiedSupplyChainTradeDelivery":
		return "SpecifiedLineTradeDelivery"
	case "SpecifiedSupplyChainTradeSettlement":
		return "SpecifiedLineTradeSettlement"
	case "SpecifiedTradeSettlementHeaderMonetarySummation", "SpecifiedTradeSettlementLineMonetarySummation":
		return "SpecifiedTradeSettlementMonetarySummation" // one name for both, as in ZUGFeRD 1
	case "ApplicablePercent":
		return "RateApplicablePercent"
	}
	return name
}

// readCII reads a Cross Industry Invoice. The comments name the business terms
// of EN 16931.
func readCII(inv *Invoice, root *node) {
	transaction := root.first("SupplyChainTradeTransaction")
	agreement := transaction.first("ApplicableHeaderTradeAgreement")
	settlement := transaction.first("ApplicableHeaderTradeSettlement")
	sums := settlement.first("SpecifiedTradeSettlementMonetarySummation")
	currency := settlement.value("InvoiceCurrencyCode")

	inv.put(api.InvoiceNumber, root.value("ExchangedDocument/ID"))                                               // BT-1
	inv.put(api.IssueDate, dateCII(root, "ExchangedDocument/IssueDateTime"))                                     // BT-2
	inv.put(api.Currency, currency)                                                                              // BT-5
	inv.put(api.SupplierName, agreement.value("SellerTradeParty/Name"))                                          // BT-27
	inv.put(api.ReceiverName, agreement.value("BuyerTradeParty/Name"))                                           // BT-44
	inv.put(api.SupplierVATID, agreement.with("SellerTradeParty/SpecifiedTaxRegistration/ID", attrScheme, "VA")) // BT-31
	inv.put(api.PurchaseOrderNumber, either(                                                                     // BT-13
		agreement.value("BuyerOrderReferencedDocument/IssuerAssignedID"), agreement.value("BuyerOrderReferencedDocument/ID")))
	inv.put(api.PayDueDate, dateCII(settlement, "SpecifiedTradePaymentTerms/DueDateDateTime")) // BT-9
	inv.put(api.NetAmount, decimal(amount(sums.all("TaxBasisTotalAmount"), currency)))         // BT-109
	inv.put(api.VATAmount, decimal(amount(sums.all("TaxTotalAmount"), currency)))              // BT-110
	inv.put(api.TotalAmount, decimal(amount(sums.all("GrandTotalAmount"), currency)))          // BT-112
	for _, account := range settlement.all("SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID") {
		inv.put(api.IBAN, iban(account.text)) // BT-84
	}
	for _, tax := range settlement.all("ApplicableTradeTax") {
		if r := rateCII(tax); r != nil {
			inv.Rates = append(inv.Rates, r)
		}
	}
	for _, item := range transaction.all("IncludedSupplyChainTradeLineItem") {
		if item.value("AssociatedDocumentLineDocument/ParentLineID") != "" {
			continue // a sub-line: the line above it has the sum
		}
		if line := lineCII(item); charged(line) {
			inv.Lines = append(inv.Lines, line)
		}
	}
}

func rateCII(tax *node) map[string]string {
	return row(map[string]string{
		api.VATRatePercentage: decimal(tax.value("RateApplicablePercent")), // BT-119
		api.VATRateNet:        decimal(tax.value("BasisAmount")),           // BT-116
	})
}

func lineCII(item *node) map[string]string {
	product, settlement := item.first("SpecifiedTradeProduct"), item.first("SpecifiedLineTradeSettlement")
	quantity := item.first("SpecifiedLineTradeDelivery/BilledQuantity")
	return row(map[string]string{
		api.ProductNumber:      product.value("SellerAssignedID"),                                                         // BT-155
		api.ProductDescription: product.value("Name"),                                                                     // BT-153
		api.Quantity:           decimal(quantity.text),                                                                    // BT-129
		api.Unit:               quantity.attrs[attrUnit],                                                                  // BT-130
		api.Price:              decimal(item.value("SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount")), // BT-146
		api.NetPrice:           decimal(settlement.value("SpecifiedTradeSettlementMonetarySummation/LineTotalAmount")),    // BT-131
		api.VATRate:            decimal(settlement.value("ApplicableTradeTax/RateApplicablePercent")),                     // BT-152
	})
}

// dateCII is the first date at a path of elements that hold a DateTimeString
// or a DateTime.
func dateCII(n *node, path string) string {
	for _, holder := range n.all(path) {
		for _, c := range holder.children {
			if d := date(c); d != "" {
				return d
			}
		}
	}
	return ""
}

// amount is the text of the amount in that currency, else of the first one
// that names none or stands alone: the VAT is also given in the currency of
// the books (BT-111), which is another field.
func amount(amounts []*node, currency string) string {
	for _, a := range amounts {
		if a.attrs[attrCurrency] == currency {
			return a.text
		}
	}
	for _, a := range amounts {
		if a.attrs[attrCurrency] == "" || len(amounts) == 1 {
			return a.text
		}
	}
	return ""
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
