package sample

import (
	"fmt"
	"strconv"
)

// vatID makes a VAT identification number of the country with valid check
// digits. An empty string where there are none.
func vatID(d dice, country string) string {
	switch country {
	case "DE":
		return "DE" + mod1110(d.digits(8))
	case "AT":
		n := d.digits(7)
		return "ATU" + n + strconv.Itoa((96-doubled(n, 1))%10)
	case "CH":
		return swissVATID(d)
	case "FR":
		n := d.digits(8)
		siren := n + strconv.Itoa((10-doubled(n, 1)%10)%10)
		return fmt.Sprintf("FR%02d%s", (12+3*(number(siren)%97))%97, siren)
	case "BE":
		n := "0" + d.digits(7)
		return fmt.Sprintf("BE%s%02d", n, 97-number(n)%97)
	case "ES":
		n := d.digits(7)
		return "ESB" + n + strconv.Itoa((10-doubled(n, 0)%10)%10)
	case "IT":
		n := d.digits(10)
		return "IT" + n + strconv.Itoa((10-doubled(n, 1)%10)%10)
	case "NL":
		return "NL" + weighted(d, 8, []int{9, 8, 7, 6, 5, 4, 3, 2}, func(s int) int { return s % 11 }) + "B01"
	case "SI":
		return "SI" + weighted(d, 7, []int{8, 7, 6, 5, 4, 3, 2}, sloveneCheck)
	case "GB":
		n := d.digits(7)
		return fmt.Sprintf("GB%s%02d", n, 97-sum(n, []int{8, 7, 6, 5, 4, 3, 2})%97)
	case "IE":
		n := d.digits(7)
		return "IE" + n + string("WABCDEFGHIJKLMNOPQRSTUV"[sum(n, []int{8, 7, 6, 5, 4, 3, 2})%23])
	default:
		return ""
	}
}

// mod1110 appends the check digit of ISO 7064 MOD 11,10.
func mod1110(n string) string {
	p := 10
	for _, c := range n {
		s := (int(c-'0') + p) % 10
		if s == 0 {
			s = 10
		}
		p = 2 * s % 11
	}
	return n + strconv.Itoa((11-p)%10)
}

// doubled is the Luhn sum with every other digit doubled, from index first.
func doubled(n string, first int) int {
	total := 0
	for i, c := range n {
		v := int(c - '0')
		if i%2 == first {
			v = v*2/10 + v*2%10
		}
		total += v
	}
	return total
}

// sloveneCheck gives the check digit of a weighted sum, 11 where there is none.
func sloveneCheck(s int) int {
	if s%11 == 0 {
		return 11
	}
	return (11 - s%11) % 10
}

func swissVATID(d dice) string {
	n := weighted(d, 8, []int{5, 4, 3, 2, 7, 6, 5, 4}, func(s int) int { return (11 - s%11) % 11 })
	return "CHE-" + n[:3] + "." + n[3:6] + "." + n[6:]
}

// weighted draws n digits until their weighted sum has a one-digit check.
func weighted(d dice, n int, weights []int, check func(int) int) string {
	for {
		s := d.digits(n)
		if c := check(sum(s, weights)); c < 10 {
			return s + strconv.Itoa(c)
		}
	}
}

func sum(n string, weights []int) int {
	total := 0
	for i, c := range n {
		total += int(c-'0') * weights[i]
	}
	return total
}

func number(digits string) int {
	n := 0
	for _, c := range digits {
		n = n*10 + int(c-'0')
	}
	return n
}
