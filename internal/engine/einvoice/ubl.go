package einvoice

import (
	"strings"

	"github.com/docextract/docextract/internal/api"
)

// readUBL reads a UBL invoice or credit note. The comments name the business
// terms of EN 16931.
func readUBL(inv *Invoice, root *node) {
	currency := root.value("DocumentCurrencyCode")
	seller, buyer := root.first("AccountingSupplierParty/Party"), root.first("AccountingCustomerParty/Party")
	sums := root.first("LegalMonetaryTotal")

	inv.put(api.InvoiceNumber, root.value("ID"))                                                                  // BT-1
	inv.put(api.IssueDate, date(root.first("IssueDate")))                                                         // BT-2
	inv.put(api.PayDueDate, either(date(root.first("DueDate")), date(root.first("PaymentMeans/PaymentDueDate")))) // BT-9
	inv.put(api.Currency, currency)                                                                               // BT-5
	inv.put(api.PurchaseOrderNumber, order(root))                                                                 // BT-13
	inv.put(api.SupplierName, name(seller))                                                                       // BT-27
	inv.put(api.SupplierVATID, vatID(seller))                                                                     // BT-31
	inv.put(api.ReceiverName, name(buyer))                                                                        // BT-44
	inv.put(api.NetAmount, decimal(amount(sums.all("TaxExclusiveAmount"), currency)))                             // BT-109
	inv.put(api.VATAmount, decimal(amount(root.all("TaxTotal/TaxAmount"), currency)))                             // BT-110
	inv.put(api.TotalAmount, decimal(amount(sums.all("TaxInclusiveAmount"), currency)))                           // BT-112
	for _, account := range root.all("PaymentMeans/PayeeFinancialAccount/ID") {
		inv.put(api.IBAN, iban(account.text)) // BT-84
	}
	for _, tax := range root.all("TaxTotal/TaxSubtotal") {
		if r := rateUBL(tax); r != nil {
			inv.Rates = append(inv.Rates, r)
		}
	}
	for _, kind := range []string{"InvoiceLine", "CreditNoteLine"} {
		for _, item := range root.all(kind) {
			if line := lineUBL(item); charged(line) {
				inv.Lines = append(inv.Lines, line)
			}
		}
	}
}

func rateUBL(tax *node) map[string]string {
	return row(map[string]string{
		api.VATRatePercentage: decimal(tax.value("TaxCategory/Percent")), // BT-119
		api.VATRateNet:        decimal(tax.value("TaxableAmount")),       // BT-116
	})
}

func lineUBL(item *node) map[string]string {
	quantity := item.first("InvoicedQuantity")
	if quantity.text == "" {
		quantity = item.first("CreditedQuantity")
	}
	return row(map[string]string{
		api.ProductNumber:      item.value("Item/SellersItemIdentification/ID"),           // BT-155
		api.ProductDescription: item.value("Item/Name"),                                   // BT-153
		api.Quantity:           decimal(quantity.text),                                    // BT-129
		api.Unit:               quantity.attrs[attrUnit],                                  // BT-130
		api.Price:              decimal(item.value("Price/PriceAmount")),                  // BT-146
		api.NetPrice:           decimal(item.value("LineExtensionAmount")),                // BT-131
		api.VATRate:            decimal(item.value("Item/ClassifiedTaxCategory/Percent")), // BT-152
	})
}

// name is the registered name of a party, else the name it trades under.
func name(party *node) string {
	return either(party.value("PartyLegalEntity/RegistrationName"), party.value("PartyName/Name"))
}

// vatID is the party's number in the tax scheme VAT; others are local ones.
func vatID(party *node) string {
	for _, tax := range party.all("PartyTaxScheme") {
		if scheme := tax.value("TaxScheme/ID"); scheme == "" || strings.EqualFold(scheme, "VAT") {
			if id := tax.value("CompanyID"); id != "" {
				return id
			}
		}
	}
	return ""
}

// order is the buyer's order number. UBL wants the element also where only
// the seller's number is known, and then "NA" stands in it.
func order(root *node) string {
	id := root.value("OrderReference/ID")
	if id == "NA" && root.value("OrderReference/SalesOrderID") != "" {
		return ""
	}
	return id
}
