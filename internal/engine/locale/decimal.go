package locale

import (
	"cmp"
	"errors"
	"math/big"
	"strconv"
	"strings"
)

// The largest numbers that are read: amounts beyond are no amounts, and
// within them a sum of a document's figures fits an int64.
const (
	maxIntegerDigits = 11
	maxScale         = 6
	wireScale        = 4
)

// Decimal is an exact decimal number: coefficient × 10^-scale. It keeps the
// number of decimals it was printed with. The zero value is 0.
type Decimal struct {
	coef  int64
	scale int
}

// NewDecimal is coef × 10^-scale, with scale between 0 and 6.
func NewDecimal(coef int64, scale int) Decimal {
	return Decimal{coef: coef, scale: max(0, min(scale, maxScale))}
}

var errDecimal = errors.New("not a plain decimal number")

// ParseDecimal reads the plain form: digits with an optional minus and an
// optional point.
func ParseDecimal(s string) (Decimal, error) {
	digits, negative := strings.CutPrefix(s, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	d, ok := fromDigits(whole, fraction)
	if !ok {
		return Decimal{}, errDecimal
	}
	if negative {
		d = d.Neg()
	}
	return d, nil
}

// fromDigits joins the digits in front of and behind the decimal mark.
func fromDigits(whole, fraction string) (Decimal, bool) {
	whole = strings.TrimLeft(whole, "0")
	if len(whole) > maxIntegerDigits || len(fraction) > maxScale {
		return Decimal{}, false
	}
	if !isDigits(whole) || !isDigits(fraction) {
		return Decimal{}, false
	}
	coef, err := strconv.ParseInt("0"+whole+fraction, 10, 64)
	return Decimal{coef: coef, scale: len(fraction)}, err == nil
}

// isDigits reports whether s has nothing but ASCII digits; "" counts.
func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// Scale is the number of decimals.
func (d Decimal) Scale() int { return d.scale }

// Sign is -1, 0 or 1.
func (d Decimal) Sign() int { return cmp.Compare(d.coef, 0) }

// IsZero reports whether d is 0.
func (d Decimal) IsZero() bool { return d.coef == 0 }

// Neg is -d.
func (d Decimal) Neg() Decimal { return Decimal{coef: -d.coef, scale: d.scale} }

// Abs is d without its sign.
func (d Decimal) Abs() Decimal {
	if d.coef < 0 {
		return d.Neg()
	}
	return d
}

// Add is d + o with the decimals of the finer one.
func (d Decimal) Add(o Decimal) Decimal {
	s := max(d.scale, o.scale)
	return Decimal{coef: d.at(s) + o.at(s), scale: s}
}

// Sub is d - o with the decimals of the finer one.
func (d Decimal) Sub(o Decimal) Decimal { return d.Add(o.Neg()) }

// Cmp compares by value: 1.5 and 1.50 are the same.
func (d Decimal) Cmp(o Decimal) int {
	s := max(d.scale, o.scale)
	return cmp.Compare(d.at(s), o.at(s))
}

// Equal reports whether the values are the same.
func (d Decimal) Equal(o Decimal) bool { return d.Cmp(o) == 0 }

// Near reports whether d and o differ by no more than tolerance.
func (d Decimal) Near(o, tolerance Decimal) bool { return d.Sub(o).Abs().Cmp(tolerance) <= 0 }

// Mul is d × o, rounded half away from zero to six decimals. A product too
// large for a Decimal is 0, which no printed figure equals by chance.
func (d Decimal) Mul(o Decimal) Decimal {
	p := new(big.Int).Mul(big.NewInt(d.coef), big.NewInt(o.coef))
	s := d.scale + o.scale
	for ; s > maxScale+1; s-- {
		p.Quo(p, big.NewInt(10))
	}
	if !p.IsInt64() {
		return Decimal{}
	}
	return Decimal{coef: p.Int64(), scale: s}.Round(maxScale)
}

// Percent is d × rate ÷ 100, rounded to cents.
func (d Decimal) Percent(rate Decimal) Decimal {
	p := d.Mul(rate)
	return Decimal{coef: p.coef, scale: p.scale + 2}.Round(2)
}

// Round is d with at most scale decimals, half away from zero.
func (d Decimal) Round(scale int) Decimal {
	for d.scale > scale {
		half := int64(5)
		if d.scale-scale > 1 {
			half = 0 // only the last step rounds
		}
		if d.coef < 0 {
			half = -half
		}
		d = Decimal{coef: (d.coef + half) / 10, scale: d.scale - 1}
	}
	return d
}

// at is the coefficient at a scale no smaller than d's own.
func (d Decimal) at(scale int) int64 {
	c := d.coef
	for range scale - d.scale {
		c *= 10
	}
	return c
}

// String is the wire's form: a minus in front, a dot, four decimals or as
// many as were printed.
func (d Decimal) String() string {
	s := max(d.scale, wireScale)
	digits := strconv.FormatInt(d.Abs().at(s), 10)
	if n := s + 1 - len(digits); n > 0 {
		digits = strings.Repeat("0", n) + digits
	}
	sign := ""
	if d.coef < 0 {
		sign = "-"
	}
	return sign + digits[:len(digits)-s] + "." + digits[len(digits)-s:]
}
