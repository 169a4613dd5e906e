package fields

import (
	"strings"
	"unicode"
)

// streetWords are words, or ends of words, that streets have, folded.
const streetWords wordSet = ` street st road rd avenue ave lane ln drive blvd boulevard way court square suite floor unit place close crescent
 strasse str weg platz allee gasse ring ufer damm rue av bd chemin allee place impasse quai route zi za calle c avda avenida plaza paseo
 carretera poligono via viale corso piazza largo vicolo strada straat laan weg plein kade gracht dreef singel steenweg ulica cesta trg ul
 nabrezje naselje pot rua travessa postfach po box `

// streetLine reports whether a text is a street with a house number.
func streetLine(text string) bool {
	if !hasDigit(text) {
		return false
	}
	tokens := foldText(text)
	for _, t := range tokens {
		if len(t) > 1 && streetWords.has(t) {
			return true
		}
		for _, end := range []string{"strasse", "str", "straat", "weg", "laan", "gasse", "platz", "plein", "allee", "gracht", "kade", "ring", "damm", "steeg", "dreef", "singel"} {
			if len(t) > len(end)+2 && strings.HasSuffix(t, end) {
				return true
			}
		}
	}
	last := tokens[len(tokens)-1]
	return len(tokens) >= 2 && len(tokens) <= 5 && (isHouseNumber(last) || isHouseNumber(tokens[0]))
}

// endsInStreet reports whether a text's last word is one that streets have:
// a street without a house number.
func endsInStreet(text string) bool {
	tokens := foldText(text)
	return len(tokens) > 1 && streetWords.has(tokens[len(tokens)-1])
}

// isHouseNumber reports whether a token is up to four digits, perhaps with a
// letter.
func isHouseNumber(t string) bool {
	t = strings.TrimRight(t, "abcdef")
	return t != "" && len(t) <= 4 && strings.Trim(t, "0123456789") == ""
}

// postalLine reports whether a text has a postcode beside a town.
func postalLine(text string) bool {
	words := strings.Fields(strings.Trim(text, " ,"))
	for i, w := range words {
		next, before := "", ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		if i > 0 {
			before = words[i-1]
		}
		if postcode(w, next, before, i, len(words)) {
			return true
		}
	}
	return false
}

// postcode reports whether a word is a postcode, seen with its neighbours.
func postcode(w, next, before string, i, n int) bool {
	w = strings.Trim(w, ",()")
	bare := w
	if k := strings.IndexByte(w, '-'); k > 0 && k <= 3 && isUpper(w[:k]) && strings.Trim(w[:k], "0123456789") == w[:k] {
		bare = w[k+1:] // D-12345
	}
	digitsOnly := bare != "" && strings.Trim(bare, "0123456789") == ""
	town := next != "" && startsLetterUpper(next) && len(strings.Trim(next, ",.()")) > 1
	switch {
	case digitsOnly && (len(bare) == 5 || len(bare) == 4) && town && i <= 2:
		return len(bare) == 5 || len(next) > 2 || n > 2
	case len(bare) == 8 && bare[4] == '-' && countDigits(bare) == 7 && town: // Portugal
		return true
	case digitsOnly && len(bare) == 5 && i > 0 && i >= n-2 && isState(before): // United States
		return true
	case len(w) == 10 && w[5] == '-' && countDigits(w) == 9 && i > 0: // ZIP+4
		return true
	case digitsOnly && len(bare) == 4 && i > 0 && i >= n-2 && isState(before): // Australia
		return true
	}
	if len(w) == 3 && len(strings.Trim(next, ",.")) == 4 && i > 0 && isUpper(w+next) && w[0] >= 'A' && countDigits(w[1:]) == 2 && hasDigit(next) {
		return true // Ireland
	}
	return outward(w) && inward(next) && i > 0 || outward(w) && inward(next) && n == 2
}

// isState reports whether a word is a state's abbreviation.
func isState(w string) bool {
	w = strings.Trim(w, ",.")
	return len(w) >= 2 && len(w) <= 3 && isUpper(w) && !hasDigit(w)
}

// outward and inward are the halves of a British postcode.
func outward(w string) bool {
	if len(w) < 2 || len(w) > 4 || !isUpper(w) || w[0] < 'A' || w[0] > 'Z' {
		return false
	}
	return hasDigit(w[1:]) && countDigits(w) <= 2
}

func inward(w string) bool {
	w = strings.Trim(w, ",.")
	return len(w) == 3 && isUpper(w) && w[0] >= '0' && w[0] <= '9' && !hasDigit(w[1:])
}

func startsLetterUpper(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}

const countries wordSet = ` germany deutschland austria osterreich switzerland schweiz suisse svizzera france frankreich spain espana italy italia
 netherlands nederland the_netherlands belgium belgie belgique slovenia slovenija portugal united_kingdom uk great_britain england ireland usa
 united_states united_states_of_america luxembourg luxemburg poland polska `

func isCountry(text string) bool {
	return countries.has(strings.Join(foldText(text), "_"))
}
