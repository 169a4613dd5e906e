package sample

import (
	"fmt"
	"strings"
)

// Party is an invented seller or buyer.
type Party struct {
	Name     string
	Contact  string // a person
	Street   string
	Postcode string
	City     string
	Country  string // ISO 3166
	VATID    string
	Register string
	Phone    string
	Email    string
	Web      string
	IBAN     string
	BIC      string
	Bank     string
}

// place is where the companies of a country live and what they are called.
// A postcode's 9 stands for any digit, its A for any letter.
type place struct {
	cities, streets []string
	postcode        string
	numberFirst     bool // the house number comes before the street
	cityFirst       bool // the postcode comes after the city
	stems, trades   []string
	forms           []string
	people          []string
	domain          string
}

// newParty invents a company in the country.
func newParty(d dice, country string) Party {
	p := places()[country]
	stem := pick(d, p.stems...)
	name := stem + " " + pick(d, p.trades...)
	if d.chance(20) {
		name = stem + " & " + partner(d, stem, p.stems)
	}
	name += keep(d, 85, " "+pick(d, p.forms...))
	host := hostname(stem) + p.domain
	street := fmt.Sprintf("%s %d", pick(d, p.streets...), d.between(1, 180))
	if p.numberFirst {
		street = fmt.Sprintf("%d %s", d.between(1, 180), pick(d, p.streets...))
	}
	return Party{
		Name: name, Contact: pick(d, p.people...),
		Street: street, Postcode: fill(d, p.postcode), City: pick(d, p.cities...), Country: country,
		VATID: vatID(d, country), Register: d.digits(6), Phone: "0" + d.digits(2) + " 555 " + d.digits(4),
		Email: pick(d, "info", "office", "billing", "post") + "@" + host, Web: "www." + host,
		IBAN: iban(d, country), BIC: bic(d, country),
		Bank: pick(d, "Fjordal Bank", "Bank Morava", "Credit Lunara", "Ostbrook Bank", "Banca Velluto", "Kredietbank Zandhoek"),
	}
}

// partner is another of the names.
func partner(d dice, stem string, stems []string) string {
	i := d.IntN(len(stems))
	if stems[i] == stem {
		i = (i + 1) % len(stems)
	}
	return stems[i]
}

func bic(d dice, country string) string {
	return fmt.Sprintf("%cXQ%c%s%d%c", 'A'+d.IntN(26), 'A'+d.IntN(26), country, d.between(2, 9), 'A'+d.IntN(26))
}

func fill(d dice, pattern string) string {
	var b strings.Builder
	for _, c := range pattern {
		switch c {
		case '9':
			b.WriteByte(figures[1+d.IntN(9)])
		case 'A':
			b.WriteByte("ABDEFGHJLNPQRSTUWXYZ"[d.IntN(20)])
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// hostname is a name in the letters that a host may have.
func hostname(name string) string {
	plain := strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "é", "e", "è", "e", "ê", "e", "ç", "c",
		"ñ", "n", "í", "i", "ó", "o", "á", "a", "ú", "u", "č", "c", "š", "s", "ž", "z", " ", "-", "'", "").Replace(strings.ToLower(name))
	return strings.Trim(plain, "-.")
}

// town is the line with postcode and city.
func (p Party) town() string {
	if places()[p.Country].cityFirst {
		return p.City + " " + p.Postcode
	}
	return p.Postcode + " " + p.City
}

// address is name, street and town, as printed in a window.
func (p Party) address() []string {
	lines := []string{p.Name}
	if p.Contact != "" {
		lines = append(lines, p.Contact)
	}
	return append(lines, p.Street, p.town())
}
