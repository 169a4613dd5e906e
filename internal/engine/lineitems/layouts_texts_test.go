package lineitems_test

// textLayouts are rows whose texts say what other tables have columns for, and
// columns that stand apart from their heads.
func textLayouts() []pageLayout {
	return []pageLayout{
		{
			"products below the texts", `
Deep cleaning of the kitchen                             130.00
2 × 65.00
Window polish, outside                                    15.00
2 × 7.50
TOTAL EUR                                                145.00`,
			[]string{"|Deep cleaning of the kitchen|2||65|130", "|Window polish, outside|2||7.5|15"},
		},

		{
			"products beside the texts", `
Entwurf eines Logos           12 Std. à 85,00 €       1.020,00 €
Reinzeichnung                3,5 Std. à 85,00 €         297,50 €
Nutzungsrechte                    1 à 600,00 €          600,00 €
Summe netto                                           1.917,50 €
19 % MwSt.                                              364,33 €`,
			[]string{"|Entwurf eines Logos|12|Std|85|1020", "|Reinzeichnung|3.5|Std|85|297.5", "|Nutzungsrechte|1||600|600"},
		},

		{
			"quantities below the texts", `
Wool cap, grey                          £24.00      £24.00
Qty 1
Walking socks                           £18.50      £37.00
Qty 2
Total                                               £61.00`,
			[]string{"|Wool cap, grey|1||24|24", "|Walking socks|2||18.5|37"},
		},

		{
			"letters of the tax behind the amounts", `
2 x   Pizza                     9,50     19,00 B
1 x   Salat                    11,20     11,20 B
4 x   Apfelschorle              4,10     16,40 A
      Total EUR                          46,60`,
			[]string{"|Pizza|2||9.5|19", "|Salat|1||11.2|11.2", "|Apfelschorle|4||4.1|16.4"},
		},

		{
			"one service and its tax", `
Gutachten zum Objekt Seestr. 14                 2.450,00 €
zzgl. 19 % Umsatzsteuer                           465,50 €
Gesamt                                          2.915,50 €`,
			[]string{"|Gutachten zum Objekt Seestr. 14||||2450"},
		},

		{
			"numbers named in the texts", `
Beschreibung               Menge      Preis     Gesamt
Laserdrucker                   1     349,00     349,00
Art.-Nr. 4711-L
Kabel, 2 m                    10       8,90      89,00
Art.-Nr. 0815-K
Summe                                           438,00`,
			[]string{"4711-L|Laserdrucker Art.-Nr. 4711-L|1||349|349", "0815-K|Kabel, 2 m Art.-Nr. 0815-K|10||8.9|89"},
		},

		{
			"numbers broken at a hyphen", `
Code      Description            Qty     Price     Amount
GS-21-    Garden shears            1     34.99      34.99
R
TS-HF     Tomato seeds             4      2.79      11.16
Total                                               46.15`,
			[]string{"GS-21-R|Garden shears|1||34.99|34.99", "TS-HF|Tomato seeds|4||2.79|11.16"},
		},

		{
			"figures flush right under names flush left", `
What                  How many                Price each              Line total
Walking the dog                          20                       14                     280
Feeding the cat                           6                      9.5                      57
                                              TOTAL                   £337.00`,
			[]string{"|Walking the dog|20||14|280", "|Feeding the cat|6||9.5|57"},
		},

		{
			"positions that are texts", `
Position                Menge      Preis     Betrag
Buffet Toskana             45      23,50   1.057,50
Leihgeschirr                1     120,00     120,00
Netto                                      1.177,50`,
			[]string{"|Buffet Toskana|45||23.5|1057.5", "|Leihgeschirr|1||120|120"},
		},

		{
			"products in a column without a name", `
Hire item                                               Charge
Marquee, white                      1 @ 890.00          890.00
Folding chairs                      120 @ 1.85          222.00
Net total                                             1,112.00`,
			[]string{"|Marquee, white|1||890|890", "|Folding chairs|120||1.85|222"},
		},

		{
			"a number that counts", `
Date          Expense               No.      Cost     Currency      Total
10/06/2025    Hotel, per night        2    110.00     EUR          220.00
11/06/2025    Flight                  1    186.40     EUR          186.40
                                                      TOTAL        406.40`,
			[]string{"|Hotel, per night|2||110|220", "|Flight|1||186.4|186.4"},
		},

		{
			"what one costs under a unit", `
Details               Period          Qty       Unit    Total ex. VAT
Monthly retainer      June 2025         1    2500.00          2500.00
Press release         June 2025         3     180.00           540.00
Total ex. VAT                                                 3040.00`,
			[]string{"|Monthly retainer|1||2500|2500", "|Press release|3||180|540"},
		},

		{
			"a rate that is what one costs", `
Détail                     Qté          Taux          Prix
Lampe de bureau           7,00         45,00        315,00
Étagère murale            2,00      1 200,00      2 400,00
TOTAL HT                                          2 715,00`,
			[]string{"|Lampe de bureau|7||45|315", "|Étagère murale|2||1200|2400"},
		},

		{
			"ordered and shipped", `
ORDERED  SHIPPED   U/M  ITEM       DESCRIPTION              PRICE     EXTENSION
    120      120   EA   24SPF8     SPRUCE STUD               4.28        513.60
     35       35   EA   OSB716     BOARD SHEET              17.95        628.25
                                          TOTAL DUE                    1,141.85`,
			[]string{"24SPF8|SPRUCE STUD|120||4.28|513.6", "OSB716|BOARD SHEET|35||17.95|628.25"},
		},

		{
			"names of groups over names", `
Désignation                    Quantité  Hors taxes                T.V.A.            Total T.T.C.
                                         P.U.        Montant    Taux    Montant
Location nacelle                     5   145,00        725,00     20%     145,00         870,00
Carburant                           86     1,92        165,12     20%      33,02         198,14
Total HT                                                                                  890,12`,
			[]string{"|Location nacelle|5||145|725|20", "|Carburant|86||1.92|165.12|20"},
		},

		{
			"groups with sums of their own", `
Leistung                                      Betrag in EUR
Anschluss 0221 889900
Grundgebühr Telefon                                   34,95
Flatrate Mobilfunk                                     9,95
Summe Anschluss 0221 889900                           44,90
Anschluss 0221 889901
Grundgebühr Telefon                                   34,95
Gutschrift Störung                                    -5,00
Summe Anschluss 0221 889901                           29,95
Summe netto                                           74,85
Umsatzsteuer 19 %                                     14,22`,
			[]string{"|Grundgebühr Telefon||||34.95", "|Flatrate Mobilfunk||||9.95", "|Grundgebühr Telefon||||34.95", "|Gutschrift Störung||||-5"},
		},
	}
}
