package lineitems

// filler is words that tell nothing in a column's name.
var filler = map[string]bool{
	"in": true, "eur": true, "usd": true, "gbp": true, "chf": true, "euro": true, "euros": true, "evro": true,
	"cad": true, "aud": true, "the": true, "der": true, "die": true, "di": true, "de": true, "du": true, "des": true,
	"del": true, "della": true, "van": true, "per": true, "pro": true, "je": true, "par": true, "por": true, "la": true,
	"unsere": true, "ihre": true, "our": true, "your": true, "notre": true, "votre": true, "su": true, "nuestra": true, "vostro": true, "nostro": true, "uw": true, "ons": true, "vas": true, "nas": true,
	"le": true, "of": true, "en": true, "na": true, "and": true, "und": true, "et": true, "y": true, "e": true,
}

// columnNaming is the names of one kind of column, separated by commas.
type columnNaming struct {
	kind  kind
	names string
}

// columnNames is how columns are headed in English, German, French, Spanish,
// Italian, Dutch and Slovene. Names are compared by plainWords.
func columnNames() []columnNaming {
	return []columnNaming{
		{position, `pos, position, posn, pos nr, lfd, lfd nr, nr, no, num, line, line no, line nr, ln, #, n, ligne, no ligne, linea, riga,
			n riga, regel, volgnr, regelnr, vrstica, zap, zap st, z st, st, rb, lp, pozicija, poz, sr, sr no, s no, sl no, sl, row, rang, lot no`},
		{number, `art nr, artnr, art no, art, artikelnr, artikelnummer, artikel nr, artikel no, artikelno, artikel nummer, art nummer, artikelcode,
			best nr, bestellnr, bestellnummer, sachnummer, sach nr, materialnummer, material nr, mat nr, produktnummer, produkt nr, produkt id, teilenummer, teile nr, katalognr,
			code, item code, product code, stock code, sku, item number, item no, item #, item nr, item id, part, part no, part number, part #, part nr, product no,
			product number, product id, product #, product sku, article no, article number, article code, article #, catalog no, cat no, model, model no, mpn, service code, style,
			ref, reference, references, ref article, code article, reference article, ref produit, code produit, no article, num article, code produits,
			referencia, codigo, cod, cod articulo, codigo articulo, ref articulo, codigo producto, cod producto, clave,
			codice, cod art, codice articolo, cod articolo, codice prodotto, cod prodotto, rif, riferimento, art cod,
			productcode, productnummer, product nr, bestelnr, bestelnummer, artikel code, referentie,
			sifra, koda, sifra artikla, sifra blaga, sifra izdelka, koda artikla, ident, kat st, kataloska st, id, ean, gtin, upc, barcode, isbn, hsn, hsn sac, sac, asin,
			art nr kunde, art nr lieferant, art nr lief, art nr ean, vendor item, customer item`},
		{description, `description, what, charge description, charges description, description charges, charge details, fee description, cost description, expense description, item description, product description, service description, goods description, description goods, description services, desc, descr, item details, product details,
			service details, details, detail, particulars, activity, task, work performed, work, narrative, job description, item name, product name, description work, line description, items services, item services,
			bezeichnung, artikelbezeichnung, beschreibung, leistung, leistungen, leistungsbeschreibung, leistungsbezeichnung, leistungstext, artikeltext, text, warenbezeichnung, produktbeschreibung, produktbezeichnung,
			artikelbeschreibung, benennung, gegenstand, tatigkeit, tatigkeiten, art leistung, artikel leistung, artikel leistungen, artikel bezeichnung, artikel beschreibung, produkt beschreibung, produkt leistung, leistung produkt, beschreibung leistung, bezeichnung leistung, buchungstext, posten, material bezeichnung, ware leistung, umschreibung, produktname,
			designation, libelle, descriptif, denomination, intitule, nature, prestation, prestations, designation produits, designation prestations, designation articles, description prestation, description prestations, description produit, objet, detail prestations,
			descripcion, detalle, denominacion, descripcion articulo, descripcion producto, descripcion servicio, concepto descripcion, servicios, descripcion servicios, denominacion articulo,
			descrizione, descrizione beni, descrizione prodotto, descrizione articolo, descrizione servizio, descrizione beni servizi, denominazione, causale, oggetto, natura, natura beni servizi, prestazione, prestazioni, dettaglio,
			omschrijving, beschrijving, benaming, artikelomschrijving, productomschrijving, werkzaamheden, product omschrijving, artikel omschrijving, dienst omschrijving, specificatie,
			opis, naziv, naziv artikla, naziv blaga, naziv izdelka, naziv storitve, opis storitve, opis blaga, opis artikla, opis izdelka, storitev, storitve, blago storitev, vrsta blaga, vrsta storitve, opis dela, opis blaga storitve, naziv blaga storitve, izdelek storitev, predmet`},
		{item, `item, items, postavka, postavke, article, articles, artikel, artikl, produkt, produkte, product, products, product service, item service, products services, service product, articulo, articulos, producto, productos, concepto, conceptos, articolo, articoli, prodotto, prodotti,
			produit, produits, produit service, produits services, article service, ware, waren, blago, izdelek, artikel dienst, product dienst, dienst, diensten, servicio, producto servicio, servizio, prodotto servizio, service, services, goods, name, title, titel, material, matiere, project, projekt, projet, plan, subscription, abonnement, fee, charge type, expense`},
		{quantity, `qty, how many, quantity, quant, qnty, qty shipped, qty ordered, qty hrs, hrs qty, hours qty, qty hours, quantity hours, invoiced qty, menge, mge, anzahl, anz, liefermenge, stuckzahl, stuck, stk, std, stunden, anzahl stunden, stundenanzahl, zeit, dauer, duration, time, menge stk, menge std, menge einheit, anzahl einheit,
			qte, quantite, qtes, nombre, nb, nbre, heures, nombre heures, nb heures, jours, nb jours, quantites,
			cantidad, cant, cantidades, unidades, uds, horas, dias, quantita, qta, q ta, qt, q, pezzi, pz, ore, giorni, num pezzi,
			aantal, hoeveelheid, aant, uren, dagen, aantal uren, kolicina, kol, kosov, ure, dni, st ur, st kosov, hours, hrs, hour, days, nights, pcs, pieces, no units, number units, no hours, billed hours, time hours, seats, licenses, users`},
		{units, `units, einheiten, unites, eenheden, enote`},
		{unit, `unit, uom, meng, u m, um, unit measure, unit type, measure, einheit, meng einheit, mengeneinheit, mengen einheit, eh, me, einh, vpe, pe, ve, ehz, unite, unite mesure, u, unidad, ud, unidad medida, u med, unita, unita misura, un mis, unita mis, misura, u mis, eenheid, eenh, ehd, enota, em, enota mere, e m, enote mere, em enota, me enota, mere`},
		{price, `price, unit price, unit cost, price unit, price each, each, rate, unit rate, cost, hourly rate, rate hr, rate hour, hour rate, price item, item price, list price, net price, net unit price, unit net price, unit price net, unit value, unit amount, unit price excl vat, unit price ex vat, unit price exc vat, unit price excl tax, price excl vat, price ex vat, price net, price hour, daily rate, day rate, rate day, price excl tax, selling price, unit net,
			einzelpreis, einzel preis, e preis, ep, einzel, preis, stuckpreis, stuck preis, preis einheit, preis stk, preis stuck, einheitspreis, einheits preis, ep netto, einzelpreis netto, netto einzelpreis, einzel netto, einzelnettopreis, nettopreis, netto preis, preis netto, stundensatz, tagessatz, satz, preis stunde, preis std, stundenlohn, ansatz, stk preis, vk preis, listenpreis, grundpreis, einzelpreis ohne mwst, einzelbetrag, netto ep, netto e preis, tarif,
			prix, prix unitaire, pu, pu ht, p u, p u ht, p u h t, pu h t, prix unitaire ht, prix unitaire h t, prix unit, prix unit ht, prix ht, prix h t, cout unitaire, cout, taux horaire, tarif horaire, prix unitaire hors taxe, prix net, pu net, p unitaire, p unit ht, tarif unitaire, montant unitaire, tarif ht, prix u ht, prix u,
			precio, precio unitario, precio unidad, precio ud, precio u, p v p, p v p unitario, p unitario, p unit, precio unit, pvp, coste unitario, coste, tarifa, valor unitario, precio hora, precio neto, p u, importe unitario, precio unitario sin iva, precio sin iva, prec unit, p uni,
			prezzo, prezzo unitario, prezzo un, prezzo unit, pr unitario, costo unitario, costo, importo unitario, valore unitario, tariffa, prezzo netto, prezzo unitario netto, prezzo cad, p un, pr un, prezzo listino, tariffa oraria, unitario, prezzo u,
			prijs, stukprijs, eenheidsprijs, prijs eenheid, prijs stuk, prijs st, tarief, uurtarief, prijs excl, prijs excl btw, stuk prijs, eenheidsprijs excl btw, prijs uur, eenh prijs, prijs exc btw, kostprijs, stukprijs excl btw, netto prijs,
			cena, cena enoto, cena enota, enotna cena, cena brez ddv, cena enoto brez ddv, cena enoto mere, cena em, cena eno, cena kos, cena eur, neto cena, prodajna cena, cena neto, urna postavka, tarifa, cena za enoto, cena za enoto brez ddv, cena storitve`},
		{grossPrice, `unit price incl vat, price incl vat, unit price inc vat, unit price gross, gross price, price incl tax, unit price incl tax, gross unit price, einzelpreis brutto, ep brutto, bruttopreis, brutto einzelpreis, preis brutto, brutto preis, pu ttc, p u ttc, prix unitaire ttc, prix ttc, precio con iva, precio iva incl, precio unitario con iva, prezzo lordo, prezzo ivato, prezzo unitario lordo, prijs incl, prijs incl btw, stukprijs incl btw, cena z ddv, cena enoto z ddv, bruto cena, cena za enoto z ddv, preis inkl mwst, einzelpreis inkl mwst`},
		{discount, `discount, disc, disc %, discount %, % discount, discount amount, rebate, rabatt, rab, rabatt %, rab %, nachlass, abschlag, rabatte, remise, rem, remise %, rem %, % rem, % remise, reduction, rabais, descuento, dto, dcto, descuento %, dto %, % dto, % desc, bonificacion, desc %, sconto, sc, sconti, sconto %, % sconto, sc %, % sc, sconti %, korting, korting %, kort, kort %, popust, rabat, popust %, rabat %, % popusta, % rabat, pop %, rab %, pop, zu abschlag, adjust, adjustment, save`},
		{tax, `vat, tax, taxes, gst, hst, sales tax, gst hst, mwst, ust, mehrwertsteuer, umsatzsteuer, steuer, tva, taxe, taxes, iva, impuesto, impuestos, btw, ddv, igic, vat tax, mva, moms, kdv, pdv, imposta`},
		{taxRate, `vat %, tax %, vat rate, tax rate, % vat, % tax, vat rate %, tax rate %, vat code, tax code, vat pct, gst %, gst rate, mwst %, mwst satz, mwst satz %, ust %, ust satz, ust satz %, steuersatz, steuersatz %, mwst code, steuer %, % mwst, % ust, st satz, steuerschlussel, ust code, mwst s, mwst in %, st %, stcode, sts,
			taux tva, taux, tva %, % tva, taux tva %, code tva, taux %, tx tva, taux taxe, tipo iva, % iva, iva %, tipo impositivo, tipo, iva tipo, % impuesto, aliquota, aliq, aliquota iva, aliq iva, aliquota %, iva aliquota, cod iva, c iva, codice iva, al iva, aliq %, aliquota iva %, c i, ci, btw %, % btw, btw tarief, btw percentage, btw perc, btw code, btw pct, btw hoog laag,
			ddv %, % ddv, stopnja ddv, stopnja, stopnja ddv %, ddv stopnja, st ddv, davek %, davek, davcna stopnja, %`},
		{taxAmount, `vat amount, tax amount, vat value, amount vat, tax value, vat total, total vat, gst amount, mwst betrag, ust betrag, steuerbetrag, betrag mwst, montant tva, mt tva, total tva, valeur tva, importe iva, cuota, cuota iva, total iva, importo iva, totale iva, btw bedrag, bedrag btw, totaal btw, znesek ddv, davek znesek`},
		{net, `hors taxes, hors taxe, excluding vat, excluding tax, without vat, exclusief btw, zonder btw, exkl steuer, sans tva, exkl umsatzsteuer, exkl, exkl mehrwertsteuer, exkl mwst, exkl ust, ohne mwst, ohne ust, ohne steuer, zzgl mwst, zzgl ust, hors tva, sin iva, senza iva, iva esclusa, iva escl, net, net amount, net total, net value, total net, total excl vat, total excl tax, total ex vat, total exc vat, amount excl vat, amount excl tax, amount ex vat, amount exc vat, line net, net line total, net line amount, taxable value, taxable amount, total net amount, total net price, net sum, line total excl vat, total price excl vat, total without vat, amount net, excl vat, ex vat, exc vat, excl tax, total ex tax, value excl vat, subtotal excl vat, price without vat total,
			netto, nettobetrag, netto betrag, nettowert, netto wert, netto gesamt, gesamt netto, gesamtpreis netto, netto gesamtpreis, betrag netto, summe netto, netto summe, gp netto, nettosumme, gesamtnetto, gesamtbetrag netto, positionsbetrag netto, preis gesamt netto, gesamt exkl mwst, gesamt ohne mwst, betrag exkl mwst, betrag ohne mwst, gesamt o mwst, netto positionswert, gesamtnettopreis,
			montant ht, montant h t, total ht, total h t, prix total ht, mt ht, total net ht, montant net, montant net ht, total hors taxe, total hors taxes, hors taxe, montant hors taxe, montant hors taxes, ht, h t, valeur ht, montant total ht, total ligne ht, total hors tva, montant hors tva, prix total h t, mt net ht, sous total ht,
			base imponible, base, importe neto, neto, total neto, total sin iva, importe sin iva, subtotal sin iva, base imp, base iva,
			imponibile, importo netto, netto importo, totale netto, totale imponibile, imp netto, prezzo totale netto, totale senza iva, importo imponibile, totale iva esclusa, totale escl iva, netto riga,
			nettobedrag, netto bedrag, netto totaal, bedrag excl, bedrag excl btw, totaal excl, totaal excl btw, subtotaal excl, excl btw, totaal netto, bedrag exc btw, totaal exc btw, bedrag ex btw, totaal ex btw, totaalprijs excl btw, regeltotaal excl btw,
			znesek brez ddv, neto znesek, neto vrednost, vrednost brez ddv, skupaj brez ddv, osnova, osnova za ddv, davcna osnova, znesek neto, vrednost neto, brez ddv, skupaj neto`},
		{gross, `inkl mwst, inkl ust, incl tax, inkl steuer, mit mwst, con iva, iva inclusa, iva incl, iva incluido, tva comprise, tva incluse, gross, gross amount, gross total, gross value, total gross, total incl vat, total incl tax, total inc vat, total inc tax, total with vat, amount incl vat, amount inc vat, amount incl tax, incl vat, inc vat, total including vat, amount due, value incl vat, price incl vat total, total price incl vat,
			brutto, bruttobetrag, brutto betrag, gesamt brutto, gesamtpreis brutto, brutto gesamt, betrag brutto, summe brutto, brutto gesamtpreis, bruttosumme, bruttowert, gesamt inkl mwst, betrag inkl mwst, gesamt inkl ust, endbetrag,
			montant ttc, montant t t c, total ttc, total t t c, ttc, t t c, prix total ttc, mt ttc, montant total ttc, total toutes taxes, net ttc,
			total con iva, total iva incl, total iva incluido, importe con iva, importe bruto, total bruto,
			totale lordo, importo lordo, lordo, totale ivato, totale con iva, totale iva inclusa, totale ivato incluso, totale iva compresa, ivato,
			totaal incl, totaal incl btw, incl btw, bedrag incl, bedrag incl btw, brutobedrag, totaal inclusief btw, totaal inc btw, bruto totaal,
			bruto, bruto znesek, znesek z ddv, vrednost z ddv, skupaj z ddv, bruto vrednost, z ddv, skupaj bruto, za placilo`},
		{amount, `zwischensumme, extension, extd price, net extension, merchandise value, total charge, charge amount, amount, total, line total, sum, value, total price, total amount, extended, extended price, ext price, extended amount, ext amount, ext, subtotal, sub total, line amount, line value, charge, charges, item total, total cost, total value, row total, price total, line price, line cost, amount due line, total line,
			betrag, gesamt, gesamtpreis, gesamt preis, gesamtbetrag, gp, g preis, summe, wert, endpreis, warenwert, positionssumme, gesamtwert, gesamtsumme, total preis, preis gesamt, preis total, positionspreis, pos betrag, positionsbetrag, betrag gesamt, entgelt, gesamtkosten, zeilensumme, kosten, rechnungsbetrag, umsatz, positionswert, endsumme, positionsgesamtpreis,
			montant, prix total, total ligne, somme, valeur, montant total, sous total, total prix, mt, montant ligne,
			importe, importe total, total linea, precio total, valor, subtotal linea, monto, importe linea, valor total, suma,
			importo, totale, totale riga, prezzo totale, valore, importo totale, tot, importo riga, valore totale, pr totale, costo totale, subtotale, somma,
			bedrag, totaal, regeltotaal, totaalprijs, totaalbedrag, lijntotaal, subtotaal, regelbedrag, totaal bedrag, totale prijs, som, totaal regel, prijs totaal, waarde, totaal prijs,
			znesek, skupaj, vrednost, vsota, skupna cena, skupni znesek, skupna vrednost, skupaj znesek, znesek skupaj, cena skupaj, delna vsota, vmesna vsota, skupno`},
		{other, `date, datum, service date, date service, leistungsdatum, lieferdatum, jour, fecha, data, giorno, dag, datum storitve, period, periode, zeitraum, leistungszeitraum, periodo, obdobje, from, to, start, end, von, bis, weight, gewicht, poids, peso, teza, country, origin, ursprung, lager, warehouse, batch, charge nr, lotto, serial, serial no, seriennummer, lieferschein, lieferschein nr, delivery note, order, order no, auftrag, bestellung, kostenstelle, konto, account, category, kategorie, mitarbeiter, employee, consultant, staff, vke, vke geb, gebinde, colli, zolltarif, zolltarifnummer, hs code, volume, type, kunde, currency, wahrung, devise, status, datum dienst, uhrzeit, brez, zu, ab, delivered, shipped, backordered, b o, back order, ordered, taxed, txbl, size, color, farbe, grosse`},
	}
}
