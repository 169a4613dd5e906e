package fields

import (
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/ranker"
)

// namesOf reads a page as an invoice: the seller's and the buyer's name.
func namesOf(t *testing.T, page document.Page) (supplier, receiver string) {
	t.Helper()
	x, err := New(&ranker.Model{})
	if err != nil {
		t.Fatal(err)
	}
	pages := []document.Page{page}
	dt, _ := api.BuiltinType("invoice")
	for _, f := range x.Extract(Input{Layout: layout.New(pages), Reader: locale.NewReader(locale.Detect(pages))}, dt) {
		switch f.Name {
		case api.SupplierName:
			supplier = best(f)
		case api.ReceiverName:
			receiver = best(f)
		}
	}
	return supplier, receiver
}

// boldRows prints the rows of a drawn page in bold, 0 the first.
func boldRows(p document.Page, rows ...int) document.Page {
	for i := range p.Words {
		for _, r := range rows {
			if p.Words[i].Box.Y0 == 150+drawnLine*float64(r) {
				p.Words[i].Bold = true
			}
		}
	}
	return p
}

func TestNamesInBoldGoOnOnTheNextLine(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("\n", 6) + " Bill to:\n Society for the Care of\n Old Water Mills\n Mill Lane 3\n 12345 Town\n"
	if _, got := namesOf(t, boldRows(drawPage(text), 7, 8)); got != "Society for the Care of Old Water Mills" {
		t.Errorf("both lines in bold: %q", got)
	}
	if _, got := namesOf(t, boldRows(drawPage(text), 7)); got != "Society for the Care of" {
		t.Errorf("the first line in bold: %q", got)
	}
}

func TestTheTownIsNoSeller(t *testing.T) {
	t.Parallel()
	page := boldRows(drawPage("\n Murphy Plant Hire\n Kilmore, Bantry, Co. Cork P75 XK41\n\n\n Invoice To:\n Ardfield Farms\n Clonakilty\n Co. Cork\n P85 HY82\n"), 1)
	if got, _ := namesOf(t, page); got != "Murphy Plant Hire" {
		t.Errorf("%q", got)
	}
	page = drawPage("\n Eastfield Road Garage\n Servicing and repairs\n Eastfield Road, Horton, Wakefield WF4 6HP\n\n Invoice No 12\n VAT No. 418 7704 41. Prop. S. Miller\n")
	if got, _ := namesOf(t, page); got != "Eastfield Road Garage" {
		t.Errorf("%q", got)
	}
}

func TestWhatIsNoName(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"Your account number", "Ihre Vorteile", "Inh. Erika Beispiel", "TSE-Signatur: aB3dE", "ABCD01", "12345 Town", "info@example.com"} {
		if isName(text) {
			t.Errorf("%q is taken for a name", text)
		}
	}
	for _, text := range []string{"Studio 54 Ltd", "Erika Beispiel", "ACME", "Müller & Söhne KG"} {
		if !isName(text) {
			t.Errorf("%q is not taken for a name", text)
		}
	}
}

func TestSalutationsOverAnAddress(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"Firma", "An die", "An das", "To the", "Spett.le", "Herrn"} {
		if !salutation(text) {
			t.Errorf("%q is not taken for a salutation", text)
		}
	}
	for _, text := range []string{"An die Kita", "Die Kita", "Frau Beispiel"} {
		if salutation(text) {
			t.Errorf("%q is taken for a salutation", text)
		}
	}
}

func TestCompaniesInTheSmallPrint(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Example Power Supply Limited. Registered in England no. 1": "Example Power Supply Limited.",
		"SARL EXEMPLE ET FILS au capital de 15 000 €":               "SARL EXEMPLE ET FILS",
		"Esempio S.p.A. con sede in Milano":                         "Esempio S.p.A.",
		"Beispiel GmbH & Co. KG Sitz der Gesellschaft: Town":        "Beispiel GmbH & Co. KG",
		"Goods remain our property until they are paid for":         "",
	} {
		if got := joinTexts(companyAtStart(drawPage(text).Words)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestVATNumbersInGroupsOfTheirOwn(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		" VAT No. 418 7704 41. Prop. S. Miller":    "418770441",
		" VAT Registration Number 418 7704 41":     "418770441",
		" VAT No. 418770441. Registered office: 4": "418770441",
	} {
		if got := best(fieldsOf(t, "\n"+text+"\n")[api.SupplierVATID]); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestTillReceiptsAreWrittenToNobody(t *testing.T) {
	t.Parallel()
	page := drawPage(" Taxi Mustermann\n Ring 1\n 1100 Wien\n\n Fahrt Flughafen Nord\n nach\n 1010 Wien\n\n Gesamt  45,00\n")
	page.Width = 945
	if _, got := namesOf(t, page); got != "" {
		t.Errorf("the receiver is %q", got)
	}
}

func TestNamesWithTheAddressInOneLine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		" Customer: Mrs A. Example, 31 Mill Close, Cambridge CB1 3RT":             "Mrs A. Example",
		" Kupec: Gradnje Primer d.o.o., Dolga ulica 8, 3310 Žalec":                "Gradnje Primer d.o.o.",
		" Cliente: Naviera Ejemplo, S.L., Avda. del Carmen 44, 11201 Algeciras":   "Naviera Ejemplo, S.L.",
		" Customer: see the order of 12 May, which we confirmed, for all details": "",
	} {
		if _, got := namesOf(t, drawPage(strings.Repeat("\n", 5)+text+"\n")); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestTheFooterHasTheLogosFullName(t *testing.T) {
	t.Parallel()
	text := "\n Hillcrest & Son\n\n\n\n\n\n Invoice To:\n Ardfield Farms\n Mill Road 2\n 12345 Town\n" + strings.Repeat("\n", 40) + " Timberworks Hillcrest & Son Ltd\n"
	if got, _ := namesOf(t, drawPage(text)); got != "Timberworks Hillcrest & Son Ltd" {
		t.Errorf("got %q", got)
	}
}
