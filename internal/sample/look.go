package sample

// look is how one document is dressed. Layouts use it as far as it fits them.
type look struct {
	body    font
	accent  shade
	rules   ruling
	columns []column
	// colon ends the labels, "" or ":".
	colon string
	// carry repeats the running subtotal from page to page.
	carry bool
	// dueInText tells the due date in the terms and not at the top.
	dueInText bool
	// greeting puts a sentence before the table.
	greeting bool
	// currencyInCells puts the currency at every amount of the table.
	currencyInCells bool
	// breakdown shows the taxes as a table of its own.
	breakdown  bool
	spacedIBAN bool
	boldTotal  bool
	rowGap     float64 // millimetres between rows
	pieces     pieces
	// wrapHeads breaks long column heads into lines.
	wrapHeads bool
	// bilingual repeats the labels of numbers and dates in English.
	bilingual bool
}

// ruling is how a table is ruled.
type ruling int

const (
	ruleNone ruling = iota
	ruleHead
	ruleRows
	ruleGrid
	ruleZebra
	rulings
)

// column is what a column of the table shows.
type column int

const (
	colPosition column = iota
	colArticle
	colDescription
	colQuantity
	colUnit
	colPrice
	colDiscount
	colRate
	colAmount
	colGross
	// colQuantityUnit is the quantity with its unit in one cell.
	colQuantityUnit
)

func newLook(d dice, v *Invoice) look {
	l := look{
		body:   font{face: pick(d, regular, regular, regular, medium), size: float64(d.between(16, 21)) / 2},
		accent: pick(d, shade{}, shade{25, 60, 110}, shade{120, 30, 40}, shade{30, 100, 70}, shade{200, 90, 20}, shade{70, 70, 70}),
		rules:  ruling(d.IntN(int(rulings))), colon: pick(d, "", ":"),
		carry: d.chance(50), dueInText: d.chance(20), greeting: d.chance(50), currencyInCells: d.chance(35),
		breakdown: len(v.Rates) > 1 && d.chance(60) || d.chance(20), spacedIBAN: d.chance(75), boldTotal: d.chance(75),
		rowGap: float64(d.between(2, 8)) / 4,
	}
	l.columns = chooseColumns(d, v)
	return l
}

// chooseColumns puts the usual columns in one of their usual orders.
func chooseColumns(d dice, v *Invoice) []column {
	quantity := pick(d, []column{colQuantity, colUnit}, []column{colQuantity}, []column{colQuantityUnit}, []column{colUnit, colQuantity})
	article := keep(d, 45, []column{colArticle})
	what := append(append([]column{}, article...), colDescription)
	if d.chance(15) {
		what = append([]column{colDescription}, article...)
	}
	cols := keep(d, 50, []column{colPosition})
	switch d.IntN(4) {
	case 0:
		cols = append(append(cols, quantity...), what...)
		cols = append(cols, colPrice)
	case 1:
		cols = append(append(cols, what...), colPrice)
		cols = append(cols, quantity...)
	default:
		cols = append(append(cols, what...), quantity...)
		cols = append(cols, colPrice)
	}
	if hasDiscount(v) {
		cols = append(cols, colDiscount)
	}
	rate := len(v.Rates) > 1 || d.chance(40)
	switch {
	case rate && d.chance(30):
		return append(cols, colAmount, colRate)
	case rate && d.chance(15) && !v.Reverse:
		return append(cols, colRate, colAmount, colGross)
	case rate:
		return append(cols, colRate, colAmount)
	}
	return append(cols, colAmount)
}

func hasDiscount(v *Invoice) bool {
	for _, l := range v.Lines {
		if l.Discount != 0 {
			return true
		}
	}
	return false
}

// shows reports whether the table prints a column's value.
func (l look) shows(c column) bool {
	for _, have := range l.columns {
		if have == c || have == colQuantityUnit && (c == colQuantity || c == colUnit) {
			return true
		}
	}
	return false
}
