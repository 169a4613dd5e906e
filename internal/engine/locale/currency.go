package locale

import "strings"

// currencyCodes are the ISO 4217 codes met on invoices.
var currencyCodes = words(`EUR USD GBP CHF SEK NOK DKK ISK PLN CZK HUF RON BGN HRK RSD BAM MKD ALL TRY UAH RUB
	CAD AUD NZD JPY CNY HKD SGD INR KRW THB MYR IDR PHP VND TWD ZAR NGN KES EGP MAD TND ILS AED SAR QAR KWD
	BRL MXN ARS CLP COP PEN UYU`)

// currencySigns are the signs that stand for one currency wherever they are
// printed, lower case.
var currencySigns = map[string]string{
	"€": "EUR", "\u0080": "EUR" /* as Windows encodes it */, "euro": "EUR", "euros": "EUR", "evrov": "EUR", "evro": "EUR",
	"£": "GBP", "fr.": "CHF", "sfr.": "CHF", "sfr": "CHF", "frs.": "CHF",
	"us$": "USD", "$us": "USD", "usd$": "USD",
	"c$": "CAD", "ca$": "CAD", "cdn$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD",
	"hk$": "HKD", "s$": "SGD", "r$": "BRL", "zł": "PLN", "kč": "CZK", "₹": "INR",
	"₺": "TRY", "₽": "RUB", "₴": "UAH", "₪": "ILS", "₩": "KRW",
}

// ambiguousSigns name a currency only together with a country. Those of
// letters are not written in capitals: "KR 12" is some number's prefix.
var ambiguousSigns = words("$ ¥ kr Kr kr. Kr. Ft")

// Currency reads a currency's code or sign. The code is "" for a sign that
// several currencies share, such as the dollar's.
func Currency(text string) (code string, ok bool) {
	t := strings.Trim(text, "()[]:;,")
	if currencyCodes[t] {
		return t, true
	}
	if code, ok := currencySigns[strings.ToLower(t)]; ok {
		return code, true
	}
	return "", ambiguousSigns[t]
}

// words is the set of the blank-separated words of s.
func words(s string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		set[w] = true
	}
	return set
}
