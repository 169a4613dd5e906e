package sample

import (
	"strconv"
	"strings"
)

// Amount is a decimal number with four decimals: 1.5 is 15000. Money,
// quantities, unit prices and percentages all are Amounts; money is rounded
// to whole cents.
type Amount int64

const one Amount = 10000

// cents makes an Amount from hundredths.
func cents(n int64) Amount { return Amount(n * 100) }

// times multiplies, with the four decimals of both, rounded half away from zero.
func (a Amount) times(b Amount) Amount { return divide(int64(a)*int64(b), int64(one)) }

// percent is that many percent of a, in whole cents.
func (a Amount) percent(p Amount) Amount { return a.times(p / 100).money() }

// money rounds to whole cents.
func (a Amount) money() Amount { return divide(int64(a), 100) * 100 }

func divide(a, b int64) Amount {
	if a < 0 {
		return -divide(-a, b)
	}
	return Amount((a + b/2) / b)
}

// decimal writes a with a dot and at least that many decimals, more only
// where they are not 0.
func (a Amount) decimal(least int) string {
	sign := ""
	if a < 0 {
		sign, a = "-", -a
	}
	frac := strconv.FormatInt(int64(one+a%one), 10)[1:]
	for len(frac) > least && strings.HasSuffix(frac, "0") {
		frac = frac[:len(frac)-1]
	}
	whole := strconv.FormatInt(int64(a/one), 10)
	if frac == "" {
		return sign + whole
	}
	return sign + whole + "." + frac
}
