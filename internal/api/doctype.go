package api

// DataType says how a field's text is to be read. The set is open: a service
// may name others.
type DataType string

// The data types our server writes.
const (
	TypeString DataType = "STRING"
	TypeNumber DataType = "NUMBER"
	TypeDate   DataType = "DATE"
	TypeAuthor DataType = "AUTHOR" // the supplier
)

// DocumentType names the fields that a kind of document has.
type DocumentType struct {
	Name   string
	Fields []FieldSpec
	// LineItems are the cells of a row; empty where the type has no rows.
	LineItems []FieldSpec
	// VATRates are the cells of a VAT rate; empty where the type has none.
	VATRates []FieldSpec
}

// FieldSpec is a field's name and how its text is to be read.
type FieldSpec struct {
	Name string   `json:"name"`
	Type DataType `json:"type"`
}

// Names of the fields that the built-in document types have.
const (
	SupplierName        = "supplier_name"
	SupplierAddress     = "supplier_address"
	SupplierVATID       = "supplier_vat_id"
	ReceiverName        = "receiver_name"
	InvoiceNumber       = "invoice_number"
	PurchaseOrderNumber = "purchase_order_number"
	IssueDate           = "issue_date"
	PayDueDate          = "pay_due_date"
	Currency            = "currency"
	NetAmount           = "net_amount"
	VATAmount           = "vat_amount" // also a cell of a line item
	TotalAmount         = "total_amount"
	IBAN                = "iban"

	ProductNumber      = "product_number"
	ProductDescription = "product_description"
	Quantity           = "quantity"
	Unit               = "unit"
	Price              = "price"
	NetPrice           = "net_price"
	VATRate            = "vat_rate"

	VATRatePercentage = "vat_rate_percentage"
	VATRateNet        = "vat_rate_net"
)

// BuiltinTypes are the document types that our servers read.
func BuiltinTypes() []DocumentType {
	rates := []FieldSpec{{VATRatePercentage, TypeNumber}, {VATRateNet, TypeNumber}}
	invoice := []FieldSpec{
		{SupplierName, TypeAuthor},
		{SupplierVATID, TypeString},
		{ReceiverName, TypeString},
		{InvoiceNumber, TypeString},
		{PurchaseOrderNumber, TypeString},
		{IssueDate, TypeDate},
		{PayDueDate, TypeDate},
		{Currency, TypeString},
		{NetAmount, TypeNumber},
		{VATAmount, TypeNumber},
		{TotalAmount, TypeNumber},
		{IBAN, TypeString},
	}
	items := []FieldSpec{
		{ProductNumber, TypeString},
		{ProductDescription, TypeString},
		{Quantity, TypeNumber},
		{Unit, TypeString},
		{Price, TypeNumber},
		{NetPrice, TypeNumber},
		{VATRate, TypeNumber},
		{VATAmount, TypeNumber},
	}
	return []DocumentType{
		{Name: DefaultDocumentType, Fields: invoice, LineItems: items, VATRates: rates},
		{Name: "line-item-invoice", Fields: invoice, LineItems: items, VATRates: rates},
		{Name: "vat-invoice", VATRates: rates, Fields: []FieldSpec{
			{SupplierName, TypeAuthor},
			{InvoiceNumber, TypeString},
			{PurchaseOrderNumber, TypeString},
			{ReceiverName, TypeString},
			{IssueDate, TypeDate},
			{PayDueDate, TypeDate},
			{TotalAmount, TypeNumber},
			{NetAmount, TypeNumber},
		}},
		{Name: "simple-invoice", Fields: []FieldSpec{
			{SupplierName, TypeAuthor},
			{InvoiceNumber, TypeString},
			{IssueDate, TypeDate},
			{PayDueDate, TypeDate},
			{TotalAmount, TypeNumber},
		}},
		{Name: "receipt", Fields: []FieldSpec{
			{SupplierName, TypeAuthor}, {SupplierAddress, TypeString}, {IssueDate, TypeDate}, {TotalAmount, TypeNumber},
		}},
	}
}

// BuiltinType returns the built-in document type of that name.
func BuiltinType(name string) (DocumentType, bool) {
	for _, t := range BuiltinTypes() {
		if t.Name == name {
			return t, true
		}
	}
	return DocumentType{}, false
}
