package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

func digits(r *rand.Rand, n int) string { return of(r, "0123456789", n) }

func capitals(r *rand.Rand, n int) string { return of(r, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", n) }

func of(r *rand.Rand, set string, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = set[r.IntN(len(set))]
	}
	return string(b)
}

// amount is a number as amounts are printed.
func amount(r *rand.Rand) string {
	whole := strconv.Itoa(r.IntN(one(r, []int{10, 100, 100, 1000, 10_000, 100_000, 3_000_000})))
	group := one(r, []string{"", "", ".", ",", " ", "'"})
	point := one(r, []string{",", "."})
	switch group {
	case ".":
		point = ","
	case ",", "'":
		point = "."
	}
	if group != "" && len(whole) > 3 {
		whole = grouped(whole, group)
	}
	s := whole + point + digits(r, 2)
	switch p := r.IntN(100); {
	case p < 3:
		return whole
	case p < 5:
		return whole + point + "-"
	case p < 9:
		return "-" + s
	case p < 10:
		return s + "-"
	case p < 11:
		return "(" + s + ")"
	case p < 13:
		return whole + point + digits(r, 1)
	}
	return s
}

func grouped(whole, group string) string {
	var b strings.Builder
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(c)
	}
	return b.String()
}

func money(r *rand.Rand) string {
	currency := one(r, []string{"€", "€", "€", "€", "$", "£", "£", "CHF", "EUR", "RM", "USD", "kr", "Fr."})
	switch p := r.IntN(100); {
	case p < 30:
		return amount(r)
	case p < 65:
		return amount(r) + one(r, []string{" ", " ", ""}) + currency
	}
	return currency + one(r, []string{" ", ""}) + amount(r)
}

func date(r *rand.Rand, language string) string {
	day, month, year := 1+r.IntN(31), 1+r.IntN(12), 1998+r.IntN(34)
	name := one(r, strings.Fields(months[language]))
	return one(r, []string{
		fmt.Sprintf("%02d.%02d.%d", day, month, year), fmt.Sprintf("%d.%d.%d", day, month, year), fmt.Sprintf("%02d/%02d/%d", day, month, year),
		fmt.Sprintf("%02d/%02d/%02d", day, month, year%100), fmt.Sprintf("%d-%02d-%02d", year, month, day), fmt.Sprintf("%02d-%02d-%d", day, month, year),
		fmt.Sprintf("%d. %s %d", day, name, year), fmt.Sprintf("%d %s %d", day, name, year), fmt.Sprintf("%s %d, %d", name, day, year),
		fmt.Sprintf("%d. %d. %d", day, month, year), fmt.Sprintf("%02d-%.3s-%d", day, upper(name), year),
		fmt.Sprintf("%02d.%02d.%d %02d:%02d", day, month, year, r.IntN(24), r.IntN(60)), fmt.Sprintf("%02d/%02d/%d %02d:%02d:%02d", day, month, year, r.IntN(24), r.IntN(60), r.IntN(60)),
	})
}

// code is an identifier, a number or an address of the net.
func (w writer) code(r *rand.Rand, l *lexicon) string {
	switch r.IntN(11) {
	case 0, 1:
		iban := one(r, []string{"DE", "FR", "SI56", "AT", "NL", "IT", "ES", "BE", "CH"}) + digits(r, one(r, []int{14, 16, 18}))
		if r.IntN(10) < 7 {
			iban = inFours(iban)
		}
		return one(r, []string{"IBAN ", "IBAN: ", ""}) + iban
	case 2:
		return one(r, []string{"USt-IdNr. DE", "DE", "TVA FR", "P.IVA IT", "SI", "ATU", "NL", "NIF B", "CIF: A", "VAT GB", "GST NO: "}) + one(r, []string{"", " "}) + digits(r, one(r, []int{8, 9, 11, 12}))
	case 3:
		return one(r, []string{"Tel. ", "Tel: ", "Tél. : ", "", "Fax ", "TEL:"}) + one(r, []string{
			"+" + digits(r, 2) + " " + digits(r, 3) + " " + digits(r, 6), "0" + digits(r, 3) + "/" + digits(r, 6),
			"(" + digits(r, 3) + ") " + digits(r, 3) + "-" + digits(r, 4), "0" + digits(r, 1) + "-" + digits(r, 8),
		})
	case 4:
		return one(r, []string{"RE", "INV", "FA", "No. ", "Nr. ", "#", "PO", "BC", "R-", "F", "CS"}) + one(r, []string{"", "-", "/"}) + digits(r, 2+r.IntN(7)) + one(r, []string{"", "/" + digits(r, 4), "-" + digits(r, 3)})
	case 5:
		return domain(l.word(r, false)) + "@" + domain(l.word(r, false)) + one(r, []string{".com", ".de", ".si", ".fr", ".it", ".eu"})
	case 6:
		return one(r, []string{"5", "6", "7", "9,5", "9.5", "19", "20", "21", "22", "5,5", "8", "10", "0", "25"}) + one(r, []string{"%", " %", " %", "% MwSt.", "% TVA", " % DDV", "% GST"})
	case 7:
		return strconv.Itoa(1+r.IntN(99)) + one(r, []string{" x ", " X ", " × ", " @ ", "x"}) + amount(r)
	case 8:
		return of(r, "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", 3+r.IntN(8))
	case 9:
		return digits(r, 1+r.IntN(13))
	}
	return one(r, []string{"www.", "http://", "https://www."}) + domain(l.word(r, false)) + one(r, []string{".com", ".co.uk", ".eu"})
}

// marks are signs in no order.
func marks(r *rand.Rand) string {
	return of(r, "0123456789.,:;-/()[]{}<>+*=#%&@!?'\"_|~^$\\`", 3+r.IntN(6))
}

func inFours(s string) string {
	var b strings.Builder
	for i, c := range s {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// domain is the ASCII letters of a word, small.
func domain(word string) string {
	return strings.Map(func(c rune) rune {
		if c < 'a' || c > 'z' {
			return -1
		}
		return c
	}, strings.ToLower(word))
}
