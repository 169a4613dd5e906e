package identifier

import "testing"

func TestIBANsThatWereMisread(t *testing.T) {
	for read, want := range map[string]string{
		"DE89370400440532013000":       "DE89370400440532013000",
		"DE893704OO44O532O13OOO":       "DE89370400440532013000",
		"OE89370400440532013000":       "DE89370400440532013000",
		"DEB937O400440S32013000":       "DE89370400440532013000",
		"GB82WE5T12345698765432":       "GB82WEST12345698765432",
		"6B82WEST12345698765432":       "GB82WEST12345698765432",
		"11 60X0542811101000000123456": "",
		"1160X0542811101000000123456":  "IT60X0542811101000000123456",
		"FR1420041010050500013M02606":  "FR1420041010050500013M02606",
		"FR142OO41O1OO5O5OOO13M026O6":  "FR1420041010050500013M02606",
		"NL91ABNA0417164301":           "", // another digit: nobody knows which
		"DE8937040044053201300":        "", // one is missing
		"":                             "",
	} {
		got, ok := RepairIBAN(read)
		if got != want || ok != (want != "") {
			t.Errorf("%q was %q (%v), want %q", read, got, ok, want)
		}
	}
}

func TestVATNumbersThatWereMisread(t *testing.T) {
	for read, want := range map[string]string{
		"BE0123456749":  "BE0123456749",
		"BEO1234S6749":  "BE0123456749",
		"DE13669S976":   "DE136695976",
		"0E136695976":   "DE136695976",
		"ATUI3585627":   "ATU13585627",
		"1T00743110157": "IT00743110157",
		"SI5O223O54":    "SI50223054",
		"DEPARTMENT":    "",
		"INV000344":     "",
		"ROBERT":        "",
	} {
		got, ok := RepairVAT(read)
		if got != want || ok != (want != "") {
			t.Errorf("%q was %q (%v), want %q", read, got, ok, want)
		}
	}
}

func FuzzRepair(f *testing.F) {
	f.Add("DE893704OO44O532O13OOO")
	f.Add("BEO123456749")
	f.Fuzz(func(t *testing.T, s string) {
		if iban, ok := RepairIBAN(s); ok && !ValidIBAN(iban) {
			t.Errorf("%q became %q, which does not check", s, iban)
		}
		if id, ok := RepairVAT(s); ok && VATCountry(id) == "" {
			t.Errorf("%q became %q, which is none", s, id)
		}
	})
}
