package locale

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func decimal(t *testing.T, s string) Decimal {
	t.Helper()
	d, err := ParseDecimal(s)
	if err != nil {
		t.Fatalf("ParseDecimal(%q): %v", s, err)
	}
	return d
}

func TestDecimalIsWrittenForTheWire(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"440": "440.0000", "0": "0.0000", "0.05": "0.0500", "-0.5": "-0.5000", "-12.3": "-12.3000",
		"0.00001": "0.00001", "1.123456": "1.123456", "00012.50": "12.5000", "99999999999.99": "99999999999.9900",
	} {
		if got := decimal(t, in).String(); got != want {
			t.Errorf("%s is written %s, want %s", in, got, want)
		}
	}
	for _, in := range []string{"1e3", "1,5", "abc", "1.1234567", "123456789012", "--1", "1.2.3"} {
		if d, err := ParseDecimal(in); err == nil {
			t.Errorf("ParseDecimal(%q) = %s, want an error", in, d)
		}
	}
}

func TestDecimalArithmeticIsExact(t *testing.T) {
	t.Parallel()
	if got := decimal(t, "0.1").Add(decimal(t, "0.2")); !got.Equal(decimal(t, "0.3")) {
		t.Errorf("0.1 + 0.2 = %s", got)
	}
	if got := decimal(t, "10").Sub(decimal(t, "0.01")).String(); got != "9.9900" {
		t.Errorf("10 - 0.01 = %s", got)
	}
	if got := decimal(t, "2.5").Mul(decimal(t, "-19.99")).String(); got != "-49.9750" {
		t.Errorf("2.5 × -19.99 = %s", got)
	}
	for _, c := range [][3]string{{"100", "19", "19"}, {"33.33", "20", "6.67"}, {"0.01", "50", "0.01"}, {"-0.01", "50", "-0.01"}, {"473.20", "5.5", "26.03"}, {"199.99", "9.975", "19.95"}} {
		if got := decimal(t, c[0]).Percent(decimal(t, c[1])); !got.Equal(decimal(t, c[2])) {
			t.Errorf("%s %% of %s = %s, want %s", c[1], c[0], got, c[2])
		}
	}
	if !decimal(t, "1.50").Equal(decimal(t, "1.5")) || decimal(t, "1.49").Cmp(decimal(t, "1.5")) >= 0 {
		t.Error("numbers are compared by value")
	}
	if !decimal(t, "1.01").Near(decimal(t, "1.00"), NewDecimal(1, 2)) || decimal(t, "1.02").Near(decimal(t, "1.00"), NewDecimal(1, 2)) {
		t.Error("near is within the tolerance, no further")
	}
}

func TestDecimalRoundsHalfAwayFromZero(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]string{{"1.005", "1.01"}, {"1.0049", "1.00"}, {"1.00499", "1.00"}, {"-1.005", "-1.01"}, {"1.2", "1.2"}, {"0.999", "1"}} {
		if got := decimal(t, c[0]).Round(2); !got.Equal(decimal(t, c[1])) {
			t.Errorf("%s rounds to %s, want %s", c[0], got, c[1])
		}
	}
}

func TestDecimalAgreesWithIntegers(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64Range(-1e10, 1e10).Draw(t, "a"), rapid.Int64Range(-1e10, 1e10).Draw(t, "b")
		x, y := NewDecimal(a, 2), NewDecimal(b, 2)
		if got := x.Add(y); got != NewDecimal(a+b, 2) {
			t.Fatalf("%d + %d cents = %s", a, b, got)
		}
		if (x.Cmp(y) < 0) != (a < b) {
			t.Fatalf("%d and %d compare as %d", a, b, x.Cmp(y))
		}
		if z, err := ParseDecimal(strconv.FormatInt(a, 10)); err != nil || !z.Equal(NewDecimal(a, 0)) {
			t.Fatalf("%d is read as %s, %v", a, z, err)
		}
	})
}
