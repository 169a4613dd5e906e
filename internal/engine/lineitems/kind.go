package lineitems

// kind is what a column holds.
type kind int

// The kinds of columns. Those marked weak name something else where the table
// has a better column for it.
const (
	unknown     kind = iota // its name says nothing
	other                   // of no interest: dates, weights, accounts
	position                // the row's number
	number                  // the product's number
	description             //
	item                    // weak: a description, or a product's number beside one
	quantity                //
	units                   // weak: a unit beside a quantity, else a quantity
	unit                    //
	price                   // of one unit
	grossPrice              // of one unit, with VAT
	discount                //
	tax                     // a rate or an amount, as the cells tell
	taxRate                 //
	taxAmount               //
	amount                  // of the row, with or without VAT
	net                     // of the row, without VAT
	gross                   // of the row, with VAT
)

// numeric reports whether cells of that kind are numbers.
func (k kind) numeric() bool { return k >= quantity && k != unit }

// total reports whether cells of that kind are what the row costs.
func (k kind) total() bool { return k == amount || k == net || k == gross }

// spare reports whether the name of such a column does not keep it from
// holding how many, if the arithmetic of all rows says so.
func (k kind) spare() bool { return k == unknown || k == other || k == position }
