package payment_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/payment"
)

func figure(tb testing.TB, s string) *locale.Decimal {
	tb.Helper()
	d, err := locale.ParseDecimal(s)
	if err != nil {
		tb.Fatal(err)
	}
	return &d
}

// bytesAsRunes is how a code without a declared character set arrives.
func bytesAsRunes(data []byte) string {
	runes := make([]rune, len(data))
	for i, b := range data {
		runes[i] = rune(b)
	}
	return string(runes)
}

func parsed(tb testing.TB, text string) payment.Payment {
	tb.Helper()
	p, err := payment.Parse(text)
	if err != nil {
		tb.Fatalf("%v in %q", err, text)
	}
	return p
}

func same(tb testing.TB, want, got payment.Payment) {
	tb.Helper()
	equal := cmp.Comparer(func(a, b locale.Decimal) bool { return a.Equal(b) })
	if diff := cmp.Diff(want, got, equal); diff != "" {
		tb.Error(diff)
	}
}

// The two examples of EPC069-12.
func TestEPC(t *testing.T) {
	want := payment.Payment{
		Scheme: payment.SchemeEPC, IBAN: "BE72000000001616", Currency: "EUR", Amount: figure(t, "1"),
		Creditor: payment.Party{Name: "Red Cross of Belgium"}, Message: "Urgency fund",
	}
	same(t, want, parsed(t, "BCD\n001\n1\nSCT\nBPOTBEB1\nRed Cross of Belgium\nBE72000000001616\nEUR1\nCHAR\n\nUrgency fund\nSample QR code"))
	want.Message, want.Reference, want.Amount = "", "RF18539007547034", figure(t, "999999999.99")
	same(t, want, parsed(t, "BCD\r\n002\r\n1\r\nSCT\r\n\r\nRed Cross of Belgium\r\nBE72 0000 0000 1616\r\nEUR999999999.99\r\n\r\nRF18 5390 0754 7034"))
	want.Reference, want.Amount = "", nil
	same(t, want, parsed(t, "BCD\n002\n2\nINST\n\nRed Cross of Belgium\nBE72000000001616\n"))
}

func TestEPCCharacterSets(t *testing.T) {
	names := map[string]string{
		"1": "Müller & Şahin Ωmega", "2": "Müller Ève", "3": "Šušteršič Žagar", "4": "Ķēniņš Ærø", "5": "Завод Иванов", "6": "Καφές", "7": "Þórður", "8": "Œuvre € Žuk",
	}
	sets := map[string]encoding.Encoding{
		"2": charmap.ISO8859_1, "3": charmap.ISO8859_2, "4": charmap.ISO8859_4, "5": charmap.ISO8859_5,
		"6": charmap.ISO8859_7, "7": charmap.ISO8859_10, "8": charmap.ISO8859_15,
	}
	for number, name := range names {
		text := "BCD\n001\n" + number + "\nSCT\nXXQXDE21\n" + name + "\nBE72000000001616\nEUR12.30\n"
		data := []byte(text)
		if set := sets[number]; set != nil {
			var err error
			if data, err = set.NewEncoder().Bytes(data); err != nil {
				t.Fatal(err)
			}
		}
		for how, payload := range map[string]string{"as bytes": bytesAsRunes(data), "declared": text} {
			if got := parsed(t, payload).Creditor.Name; got != name {
				t.Errorf("character set %s, %s: %q, want %q", number, how, got, name)
			}
		}
	}
	// A writer that says Latin 1 and means UTF-8.
	if got := parsed(t, bytesAsRunes([]byte("BCD\n001\n2\nSCT\n\nMüller\nBE72000000001616\n"))).Creditor.Name; got != "Müller" {
		t.Errorf("%q", got)
	}
}

// The lines of a QR-bill, after the examples in the guidelines.
var bill = []string{
	"SPC", "0200", "1", "CH4431999123000889012",
	"S", "Max Muster & Söhne", "Musterstrasse", "123", "8000", "Seldwyla", "CH",
	"", "", "", "", "", "", "", "1949.75", "CHF",
	"S", "Simon Muster", "Musterstrasse", "1", "8000", "Seldwyla", "CH",
	"QRR", "210000000003139471430009017", "Order of 15 June", "EPD",
	`//S1/10/X.66711\/8824/11/200712/20/MW-2020-04/30/107978798/32/2.5:117.22/40/3:5;1.5:20;1:40;0:60`,
}

func changed(at map[int]string) string {
	lines := append([]string(nil), bill...)
	for i, line := range at {
		lines[i] = line
	}
	return strings.Join(lines, "\r\n")
}

func TestSwissQRBill(t *testing.T) {
	want := payment.Payment{
		Scheme: payment.SchemeSwiss, IBAN: "CH4431999123000889012", Currency: "CHF", Amount: figure(t, "1949.75"),
		Creditor:  payment.Party{Name: "Max Muster & Söhne", Street: "Musterstrasse 123", Town: "8000 Seldwyla", Country: "CH"},
		Debtor:    payment.Party{Name: "Simon Muster", Street: "Musterstrasse 1", Town: "8000 Seldwyla", Country: "CH"},
		Reference: "210000000003139471430009017", Message: "Order of 15 June",
		Bill: payment.Bill{Number: "X.66711/8824", Issued: "2020-07-12", VATID: "CHE107978798"},
	}
	same(t, want, parsed(t, bytesAsRunes([]byte(changed(nil)))))
	same(t, want, parsed(t, strings.ReplaceAll(changed(nil), "\r\n", "\r")))

	want.IBAN, want.Reference, want.Currency, want.Amount = "CH5800791123000889012", "RF18539007547034", "EUR", nil
	want.Creditor = payment.Party{Name: "Max Muster & Söhne", Street: "Musterstrasse 123", Town: "8000 Seldwyla", Country: "LI"}
	want.Debtor, want.Bill = payment.Party{}, payment.Bill{}
	same(t, want, parsed(t, changed(map[int]string{
		3: "CH5800791123000889012", 4: "K", 6: "Musterstrasse 123", 7: "8000 Seldwyla", 8: "", 9: "", 10: "LI",
		18: "", 19: "EUR", 20: "", 21: "", 22: "", 23: "", 24: "", 25: "", 26: "", 27: "SCOR", 28: "RF18539007547034", 31: "",
	})))

	got := parsed(t, changed(map[int]string{27: "NON", 28: "", 29: ""}))
	if got.Reference != "" || got.Message != "" {
		t.Errorf("without a reference: %+v", got)
	}
	if got := parsed(t, changed(map[int]string{28: "210000000003139471430009016"})); got.Reference != "" {
		t.Errorf("a reference with a wrong check digit: %q", got.Reference)
	}
}

func TestUPN(t *testing.T) {
	text := strings.Join([]string{
		"UPNQR", "", "", "", "", "Janez Kovač", "Lepa pot 6", "1000 Ljubljana", "00000011059", "", "", "OTHR", "Račun 2031-17", "14.03.2031",
		"SI56020170014356205", "SI00 2031-17", "Šiviljstvo Žnidar d.o.o.", "Dunajska cesta 1", "1000 Ljubljana", "196", "",
	}, "\n")
	data, err := charmap.ISO8859_2.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := payment.Payment{
		Scheme: payment.SchemeUPN, IBAN: "SI56020170014356205", Currency: "EUR", Amount: figure(t, "110.59"), Due: "2031-03-14",
		Debtor:    payment.Party{Name: "Janez Kovač", Street: "Lepa pot 6", Town: "1000 Ljubljana"},
		Creditor:  payment.Party{Name: "Šiviljstvo Žnidar d.o.o.", Street: "Dunajska cesta 1", Town: "1000 Ljubljana"},
		Reference: "SI002031-17", Message: "Račun 2031-17",
	}
	same(t, want, parsed(t, bytesAsRunes(data)))
	same(t, want, parsed(t, text))
}

func TestWhatIsNoPayment(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":                "",
		"an address":             "https://example.com/pay?BCD",
		"another version":        "BCD\n003\n1\nSCT\n\nX\nBE72000000001616\n",
		"a wrong check digit":    "BCD\n002\n1\nSCT\n\nX\nBE73000000001616\n",
		"cut short":              "BCD\n002\n1\nSCT\n\nX",
		"a foreign account":      changed(map[int]string{3: "BE72000000001616"}),
		"a foreign currency":     changed(map[int]string{19: "USD"}),
		"no trailer":             changed(map[int]string{30: ""}),
		"an old version":         changed(map[int]string{1: "0100"}),
		"a form without an IBAN": "UPNQR\n\n\n",
		"endless":                "BCD" + strings.Repeat("\n", 10_000),
	} {
		if _, err := payment.Parse(text); !errors.Is(err, payment.ErrNoPayment) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAmountsThatAreNone(t *testing.T) {
	for _, written := range []string{"0.00", "-5.00", "1.234", "EUR5", "1e3", "99999999999999", "five"} {
		if got := parsed(t, changed(map[int]string{18: written})); got.Amount != nil {
			t.Errorf("%q: %v", written, got.Amount)
		}
	}
}

// FuzzParse: every payload is read or refused, and what is read keeps to the
// promises of Payment.
func FuzzParse(f *testing.F) {
	f.Add("BCD\n001\n3\nSCT\nBPOTBEB1\nRed Cross\nBE72000000001616\nEUR1\nCHAR\n\nUrgency fund")
	f.Add(changed(nil))
	f.Add("UPNQR\n\n\n\n\nX\nY\nZ\n00000011059\n\n\nOTHR\nM\n14.03.2031\nSI56020170014356205\nSI00\nX\nY\nZ\n196\n")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := payment.Parse(text)
		if err != nil {
			if !errors.Is(err, payment.ErrNoPayment) {
				t.Error(err)
			}
			return
		}
		if p.IBAN == "" || len(p.Currency) != 3 || p.Amount != nil && p.Amount.Sign() <= 0 || len(p.Message) > 20_000 {
			t.Errorf("%+v", p)
		}
	})
}
