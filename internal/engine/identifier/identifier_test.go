package identifier

import (
	"strings"
	"testing"
)

// The examples of the IBAN registry and of the authorities' own rules.
func TestValidIBAN(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"GB82WEST12345698765432", "DE89370400440532013000", "FR1420041010050500013M02606", "AT611904300234573201",
		"BE68539007547034", "CH9300762011623852957", "ES9121000418450200051332", "IT60X0542811101000000123456",
		"NL91ABNA0417164300", "SI56191000000123438", "NO9386011117947", "LU280019400644750000", "PT50000201231234567890154",
	} {
		if !ValidIBAN(s) {
			t.Errorf("%s is valid", s)
		}
		if wrong := s[:2] + "00" + s[4:]; ValidIBAN(wrong) {
			t.Errorf("%s is not valid", wrong)
		}
		if ValidIBAN(s[:len(s)-1]) || ValidIBAN(s+"0") {
			t.Errorf("%s with another length is not valid", s)
		}
	}
	for _, s := range []string{"", "DE", "XX89370400440532013000", "de89370400440532013000", "DE89 3704 0044 0532 0130 00", "DEXX370400440532013000"} {
		if ValidIBAN(s) {
			t.Errorf("%q is not valid", s)
		}
	}
}

func TestIBANLength(t *testing.T) {
	t.Parallel()
	for country, want := range map[string]int{"DE": 22, "NO": 15, "MT": 31, "US": 0, "": 0, "4A": 0, "DEU": 0} {
		if got := IBANLength(country); got != want {
			t.Errorf("IBANLength(%q) = %d, want %d", country, got, want)
		}
	}
}

func TestVATCountry(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"ATU12345678": "AT", "BE0123456789": "BE", "DE123456789": "DE", "ESB12345678": "ES", "FRXX123456789": "FR", "GB123456789": "GB",
		"IE1234567FA": "IE", "IT12345678901": "IT", "NL123456789B01": "NL", "SI12345678": "SI", "CHE123456789MWST": "CHE", "NO123456789MVA": "NO",
		"DE12345678": "", "AT12345678": "", "US123456789": "", "NL123456789C01": "", "": "", "DE": "", "RE2024001": "",
	} {
		if got := VATCountry(s); got != want {
			t.Errorf("VATCountry(%q) = %q, want %q", s, got, want)
		}
	}
}

func FuzzIdentifiers(f *testing.F) {
	for _, s := range []string{"DE89370400440532013000", "ATU13585627", "CHE1", "\xff\xff12"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if ValidIBAN(s) && !IBANShape(s) {
			t.Fatalf("%q is a valid IBAN without the shape of one", s)
		}
		if country := VATCountry(s); !strings.HasPrefix(s, country) {
			t.Fatalf("%q is a number of %q", s, country)
		}
	})
}
