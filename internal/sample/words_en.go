package sample

func english() language {
	return language{
		code:      "en",
		countries: []string{"GB", "US", "IE"},
		months:    [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		dates:     []string{"02/01/2006", "2 January 2006", "02 Jan 2006", "2006-01-02", "02-Jan-2006", "2 Jan 2006"},
		units:     []Unit{{"pcs", "H87"}, {"hrs", "HUR"}, {"kg", "KGM"}, {"m", "MTR"}, {"flat", "LS"}},
		wording: map[word][]string{
			wInvoice:       {"Invoice", "INVOICE", "Tax Invoice", "VAT Invoice"},
			wCreditNote:    {"Credit Note", "CREDIT NOTE", "Credit Memo"},
			wNumber:        {"Invoice No.", "Invoice Number", "Invoice #", "Invoice no", "Document No.", "Inv. No."},
			wCreditNumber:  {"Credit Note No.", "Credit Note Number", "Credit No."},
			wDate:          {"Invoice Date", "Date", "Date of issue", "Issued", "Issue date", "Tax point"},
			wDue:           {"Due Date", "Payment Due", "Due", "Pay by", "Payment due date"},
			wOrder:         {"PO Number", "Purchase Order", "Your Order No.", "P.O. No.", "Customer PO", "Order Ref."},
			wCustomer:      {"Customer No.", "Account No.", "Customer ID", "Client number"},
			wDeliveryNote:  {"Delivery Note", "Despatch No.", "Shipment No."},
			wDelivery:      {"Delivery Date", "Date of supply", "Shipped on"},
			wCredited:      {"Original Invoice", "Credit for invoice", "Ref. invoice"},
			wBillTo:        {"Bill To", "Invoice To", "Billed to", "Customer", "Sold To"},
			wFrom:          {"From", "Supplier", "Seller"},
			wPosition:      {"#", "No.", "Item", "Line"},
			wArticle:       {"Item No.", "SKU", "Product Code", "Part No.", "Code"},
			wDescription:   {"Description", "Item Description", "Details", "Product / Service", "Description of goods"},
			wQuantity:      {"Qty", "Quantity", "Qty.", "Units"},
			wUnit:          {"Unit", "UoM", "U/M"},
			wPrice:         {"Unit Price", "Price", "Rate", "Price each", "Unit cost"},
			wDiscount:      {"Disc. %", "Discount %", "Disc."},
			wRate:          {"VAT %", "Tax %", "VAT", "VAT rate"},
			wAmount:        {"Amount", "Net Amount", "Line Total", "Total", "Total excl. VAT"},
			wGross:         {"Gross", "Total incl. VAT", "Incl. VAT"},
			wSubtotal:      {"Sum of items", "Items total", "Goods total"},
			wTotalDiscount: {"Discount %s", "Less discount %s", "Trade discount %s"},
			wShipping:      {"Carriage", "Shipping", "Delivery charge", "Freight"},
			wNet:           {"Subtotal", "Net Total", "Total excl. VAT", "Total Net", "Net amount"},
			wTax:           {"VAT %s", "VAT @ %s", "VAT (%s)", "Tax %s"},
			wTaxOnly:       {"VAT", "Total VAT", "VAT amount"},
			wTotal:         {"Total", "Invoice Total", "Grand Total", "Total incl. VAT", "TOTAL DUE", "Total Amount"},
			wPaid:          {"Payment received", "Amount paid", "Less deposit"},
			wBalance:       {"Balance Due", "Amount Due", "Balance"},
			wBase:          {"Taxable amount", "Net", "Goods value"},
			wCarried:       {"Carried forward", "Subtotal carried forward"},
			wBrought:       {"Brought forward", "Subtotal brought forward"},
			wPage:          {"Page %d of %d", "Page %d/%d", "%d / %d"},
			wBank:          {"Bank", "Bank details", "Pay to"},
			wIBAN:          {"IBAN", "IBAN No.", "Account (IBAN)"},
			wBIC:           {"BIC", "SWIFT", "SWIFT/BIC"},
			wVATID:         {"VAT No.", "VAT Reg. No.", "VAT ID", "VAT registration number"},
			wCustomerVATID: {"Customer VAT No.", "Your VAT ID", "Buyer VAT No."},
			wRegister:      {"Company No.", "Registered in England No.", "Reg. No."},
			wPhone:         {"Tel.", "Phone", "T"},
			wTermDays:      {"Payment within %s days of the invoice date.", "Terms: net %s days.", "Please pay within %s days."},
			wTermDate:      {"Please pay by %s.", "Payable without deduction until %s."},
			wIntro:         {"Thank you for your order. We invoice as follows:", "For goods and services supplied:", "Please find our charges below."},
			wThanks:        {"Thank you for your business.", "We appreciate your custom.", "Please quote the invoice number with your payment."},
			wReverse:       {"Reverse charge: customer to account for VAT to the tax authority.", "VAT reverse charged to the recipient."},
			wTotalIn:       {"All amounts in %s", "Currency: %s"},
			wPayment:       {"Payment details", "How to pay", "Remittance"},
			wContact:       {"Contact", "Your contact", "Account manager"},
			wOrderDate:     {"Order Date", "Date of order"},
			wDueAmount:     {"%s due %s", "Amount due: %s, payable by %s"},
			wSlip:          {"Payment slip", "Remittance slip"},
		},
		products: []product{
			{"Oak shelf board, oiled, 120 cm", "Cut to size, edges rounded", 0, 38.5},
			{"Site survey and measuring", "", 1, 72},
			{"Copper wire 1.5 mm², black", "Drum of 100 m", 3, 0.86},
			{"Roasted coffee beans, dark", "Best before 09/2027", 2, 17.4},
			{"Monthly maintenance, basic plan", "Includes two visits", 4, 129},
			{"LED panel 60 x 60, 4000 K", "36 W, dimmable", 0, 44.95},
			{"Translation of user manual", "English to Welsh", 1, 58},
			{"Hex bolt M8 x 40, zinc plated", "", 0, 0.34},
			{"Delivery and installation", "", 4, 185},
			{"Acoustic felt, moss green", "Width 1.80 m", 3, 23.75},
			{"Laptop stand, aluminium", "Serial nos. on delivery note", 0, 61.2},
			{"Grass seed mix, shade", "", 2, 8.15},
			{"Web hosting, small package", "Period: one quarter", 4, 36},
			{"Workshop facilitation", "", 1, 95},
			{"Printer paper A4, 80 g, box of 5", "", 0, 22.9},
			{"Stainless steel hose clip 16-27 mm", "Pack of ten", 0, 6.4},
		},
	}
}

// american changes the words that a United States document says otherwise.
func american(d dice, l *labels) {
	l[wTax] = pick(d, "Sales Tax %s", "Tax (%s)", "Sales Tax (%s)")
	l[wTaxOnly] = pick(d, "Sales Tax", "Tax")
	l[wRate] = pick(d, "Tax %", "Tax")
	l[wNet] = pick(d, "Subtotal", "Net Total")
	l[wAmount] = pick(d, "Amount", "Line Total", "Total")
	l[wTotal] = pick(d, "Total", "TOTAL DUE", "Invoice Total", "Total Amount")
	l[wGross] = "Incl. tax"
	l[wInvoice] = pick(d, "Invoice", "INVOICE")
	l[wShipping] = pick(d, "Shipping", "Freight")
	l[wDate] = pick(d, "Invoice Date", "Date")
	l[wRegister] = "State file no."
}
