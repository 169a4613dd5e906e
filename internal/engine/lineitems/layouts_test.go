package lineitems_test

import "slices"

// pageLayout is a page and the rows that stand on it.
type pageLayout struct {
	name, text string
	want       []string
}

func layouts() []pageLayout {
	return slices.Concat(plainLayouts(), shopLayouts(), wrappedLayouts(), oddLayouts(), textLayouts())
}

// plainLayouts are tables in which every row is one line.
func plainLayouts() []pageLayout {
	return []pageLayout{
		{"english generator", `
Acme Widgets Ltd                                             INVOICE
                                                   Invoice # 1042

Item                    Quantity      Rate          Amount
Web design                     1      $500.00      $500.00
Hosting (12 months)           12       $10.00      $120.00

                                      Subtotal:    $620.00
                                      Tax (0%):      $0.00
                                      Total:       $620.00
Notes:
Thanks for your business!`, []string{"|Web design|1||500|500", "|Hosting (12 months)|12||10|120"}},

		{
			"german positions", `
Pos.  Art.-Nr.   Bezeichnung                     Menge  Einheit  Einzelpreis   Gesamtpreis
1     A-100      Schrauben M8                      100  Stk           0,12 €       12,00 €
2     B-200      Muttern M8                         50  Stk           0,08 €        4,00 €
3                Versandkosten                       1  psch          5,90 €        5,90 €
                                                        Nettobetrag                21,90 €
                                                        zzgl. 19 % MwSt.            4,16 €
                                                        Rechnungsbetrag            26,06 €`,
			[]string{"A-100|Schrauben M8|100|Stk|0.12|12", "B-200|Muttern M8|50|Stk|0.08|4", "|Versandkosten|1|psch|5.9|5.9"},
		},

		{
			"description in the middle", `
Qty    Unit   Description                        Code      Price     Total
2      pcs    Oak table, round                   OT-9     320.00    640.00
4      pcs    Oak chair                          OC-1      89.50    358.00
                                                 Net total          998.00
                                                 VAT 20%            199.60
                                                 Total due         1197.60`,
			[]string{"OT-9|Oak table, round|2|pcs|320|640", "OC-1|Oak chair|4|pcs|89.5|358"},
		},

		{
			"hours and rate", `
Description                          Hours     Rate/hr    Line Total
Consulting session                    4.50      120.00        540.00
Code review                           2.25      120.00        270.00
                                               Balance Due    810.00`,
			[]string{"|Consulting session|4.5||120|540", "|Code review|2.25||120|270"},
		},

		{
			"french gross and net", `
Désignation                 Qté   PU HT      TVA     Montant HT    Montant TTC
Stylo bille bleu             10    1,20 €    20 %      12,00 €       14,40 €
Cahier A4                     5    2,50 €    20 %      12,50 €       15,00 €
                                             Total HT  24,50 €
                                             TVA 20 %   4,90 €
                                             Total TTC 29,40 €`,
			[]string{"|Stylo bille bleu|10||1.2|12|20", "|Cahier A4|5||2.5|12.5|20"},
		},

		{
			"spanish with discount", `
Código    Descripción                Cantidad    Precio     Dto. %     Importe
P-01      Baldosa cerámica                 20     15,00      10,00      270,00
P-02      Cemento cola                      3      8,50       0,00       25,50
                                              Base imponible         295,50
                                              IVA 21 %                62,06
                                              TOTAL                  357,56`,
			[]string{"P-01|Baldosa cerámica|20||15|270", "P-02|Cemento cola|3||8.5|25.5"},
		},

		{
			"italian with units", `
Codice     Descrizione                    U.M.     Q.tà     Prezzo un.     Importo     Aliq. IVA
ART01      Tubo in rame 22 mm             MT      25,00           6,40      160,00            22
ART02      Raccordo                       PZ       8,00           3,15       25,20            22
Totale imponibile                                                           185,20`,
			[]string{"ART01|Tubo in rame 22 mm|25|MT|6.4|160|22", "ART02|Raccordo|8|PZ|3.15|25.2|22"},
		},

		{
			"dutch with times", `
Aantal      Omschrijving                          Prijs       Bedrag    BTW
2 x         Tuinbank hardhout                  € 149,00     € 298,00    21%
1 x         Bezorging                           € 25,00      € 25,00    21%
            Subtotaal                                       € 323,00
            BTW 21%                                          € 67,83
            Totaal                                          € 390,83`,
			[]string{"|Tuinbank hardhout|2||149|298|21", "|Bezorging|1||25|25|21"},
		},

		{
			"slovene", `
Zap.št.   Šifra    Naziv blaga/storitve            EM     Količina      Cena      Rabat %    DDV %      Vrednost
1         1001     Hrastov parket                  m2        24,00     38,50        5,00      22,0        877,80
2         2002     Polaganje parketa               m2        24,00     14,00        0,00      22,0        336,00
                                                   Skupaj brez DDV                              1.213,80`,
			[]string{"1001|Hrastov parket|24|m2|38.5|877.8|22", "2002|Polaganje parketa|24|m2|14|336|22"},
		},

		{
			"swiss apostrophes", `
Bezeichnung                     Anzahl      Preis CHF        Total CHF
Montage Solaranlage                 12         145.00         1'740.00
Wechselrichter                       1       2'350.00         2'350.00
Total exkl. MWST                                              4'090.00
MWST 8.1%                                                       331.29
Total inkl. MWST                                              4'421.29`,
			[]string{"|Montage Solaranlage|12||145|1740", "|Wechselrichter|1||2350|2350"},
		},

		{
			"units beside the quantity", `
Leistung                               Menge           Preis        Summe
Elektriker                              8 Std.       62,00 €     496,00 €
Kabel NYM                              25 m           1,90 €      47,50 €
Summe netto                                                      543,50 €`,
			[]string{"|Elektriker|8|Std|62|496", "|Kabel NYM|25|m|1.9|47.5"},
		},

		{
			"description and amount only", `
Description                                                  Amount
Logo redesign                                               £450.00
Business cards, 500 pieces                                   £85.00
Subtotal                                                    £535.00
VAT (20%)                                                   £107.00
Total                                                       £642.00`,
			[]string{"|Logo redesign||||450", "|Business cards, 500 pieces||||85"},
		},
	}
}

// wrappedLayouts are tables with rows of several lines.
func wrappedLayouts() []pageLayout {
	return []pageLayout{
		{
			"descriptions go on below", `
Qty  Description                        Unit Price      Amount
1    Annual maintenance contract           1,200.00    1,200.00
     for heating system, including
     two inspections
3    Filter cartridge                         45.00      135.00
     Serial no. 4711-A
                                    Subtotal           1,335.00`,
			[]string{
				"|Annual maintenance contract for heating system, including two inspections|1||1200|1200",
				"|Filter cartridge Serial no. 4711-A|3||45|135",
			},
		},

		{
			"figures on the last line", `
Beschreibung                          Menge     Preis       Betrag

Beratung zur Einführung
eines Warenwirtschaftssystems             2    400,00       800,00

Schulung der Mitarbeiter
vor Ort                                   1    650,00       650,00

Summe                                                     1.450,00`,
			[]string{"|Beratung zur Einführung eines Warenwirtschaftssystems|2||400|800", "|Schulung der Mitarbeiter vor Ort|1||650|650"},
		},

		{
			"subscription with periods", `
Description                                  Qty   Unit price      Tax      Amount
Pro plan                                       1       €49.00      21%      €49.00
Jan 1, 2026 – Jan 31, 2026
Extra seats                                    5        €8.00      21%      €40.00
Jan 1, 2026 – Jan 31, 2026
                                               Subtotal                     €89.00
                                               Total                       €107.69
                                               Amount due                  €107.69`,
			[]string{"|Pro plan Jan 1, 2026 – Jan 31, 2026|1||49|49|21", "|Extra seats Jan 1, 2026 – Jan 31, 2026|5||8|40|21"},
		},

		{
			"heads of two lines", `
Art.-     Bezeichnung               Menge      Einzel-     Gesamt-
Nr.                                            preis       preis
4711      Blumentopf                    3        7,50        22,50
4712      Untersetzer                   3        2,00         6,00
                                    Zwischensumme            28,50`,
			[]string{"4711|Blumentopf|3||7.5|22.5", "4712|Untersetzer|3||2|6"},
		},

		{
			"two pages with a carried sum", `
Pos   Beschreibung              Menge     Preis    Betrag
1     Ziegel                      500      0,80    400,00
2     Mörtel                       20      6,00    120,00
      Übertrag                                     520,00
Seite 1 von 2` + "\f" + `
Muster AG                                  Rechnung 17
Pos   Beschreibung              Menge     Preis    Betrag
      Übertrag                                     520,00
3     Sand                          2     45,00     90,00
      Nettosumme                                   610,00
      MwSt 19 %                                    115,90`,
			[]string{"|Ziegel|500||0.8|400", "|Mörtel|20||6|120", "|Sand|2||45|90"},
		},

		{
			"second page without a head", `
Description            Qty      Price      Total
Bolt                    10       1.50      15.00
Nut                     10       0.50       5.00` + "\f" + `
Example Inc.                          page 2
Washer                  20       0.25       5.00
Spring                   4       2.00       8.00
                            Subtotal       33.00
                            Tax 8.25%       2.72`,
			[]string{"|Bolt|10||1.5|15", "|Nut|10||0.5|5", "|Washer|20||0.25|5", "|Spring|4||2|8"},
		},

		{
			"subtotals of groups", `
Pos   Leistung                    Menge      EP        GP
1     Aushub                         10     35,00    350,00
2     Abfuhr                          4     50,00    200,00
      Zwischensumme Erdarbeiten                      550,00
3     Beton C25/30                    6    120,00    720,00
      Zwischensumme Betonarbeiten                    720,00
      Gesamtsumme netto                            1.270,00`,
			[]string{"|Aushub|10||35|350", "|Abfuhr|4||50|200", "|Beton C25/30|6||120|720"},
		},

		{
			"a discount below a row", `
Artikel                 Anzahl     Preis      Summe
Kaffeemaschine               1    299,00     299,00
abzgl. 10 % Rabatt                           -29,90
Kaffee 1 kg                  2     18,00      36,00
Netto                                        305,10`,
			[]string{"|Kaffeemaschine|1||299|269.1", "|Kaffee 1 kg|2||18|36"},
		},

		{
			"rows between lines", `
Service                                        Hours      Rate        Total
---------------------------------------------------------------------------
Planning and
preparation of the                                 3     80.00       240.00
workshop
---------------------------------------------------------------------------
Workshop                                           8     95.00       760.00
---------------------------------------------------------------------------
                                              Total                1,000.00`,
			[]string{"|Planning and preparation of the workshop|3||80|240", "|Workshop|8||95|760"},
		},
	}
}

// oddLayouts are tables without heads, credit notes and other rarities.
func oddLayouts() []pageLayout {
	return []pageLayout{
		{
			"credit note", `
CREDIT NOTE
Description            Qty      Price       Total
Returned lamp           -2      40.00      -80.00
Restocking               1      10.00       10.00
                         Net               -70.00
                         VAT 20%           -14.00`,
			[]string{"|Returned lamp|-2||40|-80", "|Restocking|1||10|10"},
		},

		{
			"no head", `
Invoice for services in March

Garden maintenance                              180.00
Hedge trimming                                   95.00
Disposal of green waste                          25.00
Total net                                       300.00
VAT 20 %                                         60.00
Total                                           360.00`,
			[]string{"|Garden maintenance||||180", "|Hedge trimming||||95", "|Disposal of green waste||||25"},
		},

		{
			"no head, with quantities", `
3   Fenster reinigen            12,00      36,00
1   Anfahrt                     15,00      15,00
Summe netto                                51,00
USt 19 %                                    9,69
Gesamt                                     60,69`,
			[]string{"|Fenster reinigen|3||12|36", "|Anfahrt|1||15|15"},
		},

		{"letters only", `
Dear customer,
thank you for 12.50 in March and 3 more in April.
Yours, the shop`, nil},

		{
			"a VAT summary is no table of goods", `
Description              Quantity   Unit price    Net amount
Paper                          10         4.00         40.00
Ink                             2        30.00         60.00

VAT rate        Net        VAT        Gross
20 %          100.00      20.00      120.00
Total         100.00      20.00      120.00`,
			[]string{"|Paper|10||4|40", "|Ink|2||30|60"},
		},

		{
			"an Italian VAT summary with a head as wide", `
Descrizione             Quantità     Prezzo unitario     Prezzo totale     %IVA
Consulenza                  1,00              800,00            800,00     22,00
Rimborso spese              1,00               62,40             62,40      0,00

RIEPILOGHI IVA E TOTALI
riferimenti normativi       %IVA        Spese accessorie         Imponibile      Imposta
immediata                  22,00                                     800,00       176,00
N1 Escluso                  0,00                                      62,40         0,00`,
			[]string{"|Consulenza|1||800|800|22", "|Rimborso spese|1||62.4|62.4|0"},
		},

		{
			"names that look like totals", `
Description                 Qty     Price     Amount
Total Quartz engine oil       2     30.00      60.00
Net curtain, white            1     15.00      15.00
Tax advice, one hour          1    150.00     150.00
Subtotal                                      225.00`,
			[]string{"|Total Quartz engine oil|2||30|60", "|Net curtain, white|1||15|15", "|Tax advice, one hour|1||150|150"},
		},

		{
			"amount before price", `
Amount    Description                  Price       Total
2         Bread                         3.50        7.00
6         Eggs                          0.40        2.40
                                        Sum         9.40`,
			[]string{"|Bread|2||3.5|7", "|Eggs|6||0.4|2.4"},
		},

		{
			"dates before the text", `
Date          Description                  Hours     Rate      Amount
2026-01-05    Support call                  0.50    90.00       45.00
2026-01-12    Server update                 2.00    90.00      180.00
                                                    Total      225.00`,
			[]string{"|Support call|0.5||90|45", "|Server update|2||90|180"},
		},

		{
			"tight columns", `
Item  Description       Qty  Price  Total
A1    Cable 3 m           2   4.50   9.00
B22   Switch 8 ports      1  39.00  39.00
          Sub Total             48.00`,
			[]string{"A1|Cable 3 m|2||4.5|9", "B22|Switch 8 ports|1||39|39"},
		},

		{
			"free of charge", `
Description             Qty    Unit price    Amount
Basic licence             1        100.00    100.00
Installation              1          0.00      0.00
Total                                        100.00`,
			[]string{"|Basic licence|1||100|100", "|Installation|1||0|0"},
		},
	}
}
