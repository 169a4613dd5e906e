package lineitems_test

// shopLayouts are tables as shops, agencies and ERP systems print them.
func shopLayouts() []pageLayout {
	return []pageLayout{
		{
			"currencies in the heads", `
No.   Product              Price (€)    Quantity    VAT (%)    Total (€)
1     Desk lamp                24.90           2         20        49.80
2     Bulb E27                  3.20           4         20        12.80
                                            Total (excl. VAT)     62.60`,
			[]string{"|Desk lamp|2||24.9|49.8|20", "|Bulb E27|4||3.2|12.8|20"},
		},

		{
			"web shop with prices in both forms", `
Beschreibung             Menge    Stückpreis      USt. %    Stückpreis       Zwischensumme
                                  (ohne USt.)               (inkl. USt.)     (inkl. USt.)
USB-Kabel, 2 m               2        8,40 €        19%         10,00 €          20,00 €
Versandkosten                         4,20 €        19%          5,00 €           5,00 €
                                                    Gesamtpreis                  25,00 €`,
			[]string{"|USB-Kabel, 2 m|2||8.4|20|19", "|Versandkosten|||4.2|5|19"},
		},

		{
			"net, tax and gross without prices", `
Leistung                         Netto      MwSt.     Brutto
Jahresbeitrag                   100,00      19,00     119,00
Aufnahmegebühr                   50,00       9,50      59,50
Summe                           150,00      28,50     178,50`,
			[]string{"|Jahresbeitrag||||100||19", "|Aufnahmegebühr||||50||9.5"},
		},

		{
			"periods in a column", `
Service              Period                        Amount
Electricity          01.01.2026 - 31.01.2026       88.20
Base fee             01.01.2026 - 31.01.2026       12.00
Total net                                         100.20`,
			[]string{"|Electricity||||88.2", "|Base fee||||12"},
		},

		{
			"capital letters and a mark for tax", `
ITEM #      DESCRIPTION              QTY     UNIT PRICE    TAXED      AMOUNT
[23423423]  Product XYZ               15         150.00        X    2,250.00
[45645645]  Product ABC                1          75.00               75.00
                                                 Subtotal           2,325.00
                                                 Tax due               93.75`,
			[]string{"[23423423]|Product XYZ|15||150|2250", "[45645645]|Product ABC|1||75|75"},
		},

		{
			"whole numbers", `
Descripción            Cantidad     Precio     Total
Silla plegable               10         25       250
Mesa                          2        120       240
Total                                            490`,
			[]string{"|Silla plegable|10||25|250", "|Mesa|2||120|240"},
		},

		{
			"round Swiss amounts", `
Bezeichnung            Menge     Ansatz      Betrag
Beratung                 3 h     180.--      540.--
Fahrt                  1 Stk      45.--       45.--
Total CHF                                    585.--`,
			[]string{"|Beratung|3|h|180|540", "|Fahrt|1|Stk|45|45"},
		},

		{
			"paragraphs in the description", `
Pos.   Leistung                                  Menge     EP         GP

1      Dachsanierung Süd                             1   8.500,00   8.500,00
       Abbruch der alten Deckung
       inkl. Entsorgung

       Neue Lattung und Deckung

2      Gerüst stellen                                1   1.200,00   1.200,00

       Nettosumme                                                   9.700,00`,
			[]string{
				"|Dachsanierung Süd Abbruch der alten Deckung inkl. Entsorgung Neue Lattung und Deckung|1||8500|8500",
				"|Gerüst stellen|1||1200|1200",
			},
		},

		{
			"unit prices with four decimals", `
Artikel                 Menge    Einheit       Preis      Betrag
Strom HT                1.234    kWh          0,3127      385,87
Grundpreis                 12    Monat        9,5000      114,00
Zwischensumme                                             499,87`,
			[]string{"|Strom HT|1234|kWh|0.3127|385.87", "|Grundpreis|12|Monat|9.5|114"},
		},

		{
			"figures that begin a description", `
Qty   Description                         Price     Total
1     2024 wall calendar                  12.00     12.00
3     4 mm screws, 100 pieces              6.50     19.50
                                       Subtotal     31.50`,
			[]string{"|2024 wall calendar|1||12|12", "|4 mm screws, 100 pieces|3||6.5|19.5"},
		},

		{
			"payment notes beside the totals", `
Description                    Qty      Price      Amount
Translation                      4      30.00      120.00
Proofreading                     2      25.00       50.00
Payment within 14 days             Subtotal        170.00
IBAN GB00 0000                     VAT 20%          34.00
Thank you                          Total           204.00`,
			[]string{"|Translation|4||30|120", "|Proofreading|2||25|50"},
		},

		{
			"one row", `
Description                                        Total
Annual licence fee                              2,400.00
VAT 20%                                           480.00
Total due                                       2,880.00`,
			[]string{"|Annual licence fee||||2400"},
		},

		{
			"hours and minutes", `
Tätigkeit                     Stunden    Stundensatz     Betrag
Fehlersuche                      1:30          80,00     120,00
Dokumentation                    0:45          80,00      60,00
Summe                                                    180,00`,
			[]string{"|Fehlersuche|1.5||80|120", "|Dokumentation|0.75||80|60"},
		},
	}
}
