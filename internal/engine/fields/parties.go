package fields

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/document"
)

// party is somebody named on the document: a name with the lines under it.
type party struct {
	name     string
	cells    []*cell // the name's
	address  []string
	box      document.Box // name and address
	page     int
	supplier float64
	receiver float64
}

// parties are the names found, and where the receiver is.
type parties struct {
	all []party
}

// Scores of names.
const (
	calledSupplier = 1.0
	calledReceiver = 1.1
	namesNeed      = 0.35
	addressLeading = 1.9 // the greatest gap between its lines, in sizes
	partOfName     = 0.35
	mostParties    = 150 // more is no invoice
)

// parties finds names by labels, by addresses and by legal forms, and weighs
// whose they are.
func (s *sheet) parties(ids []ident) *parties {
	p := &parties{}
	p.labelled(s)
	p.addressed(s)
	p.senders(s)
	p.companies(s)
	p.all = p.all[:min(len(p.all), mostParties)]
	p.merge()
	s.weighParties(p, ids)
	return p
}

// labelled takes the names behind or below "Seller", "Bill to" and the like.
func (p *parties) labelled(s *sheet) {
	for _, c := range s.cells {
		for _, l := range c.labels {
			supplier, receiver, ship := l.is(kindSupplier), l.is(kindReceiver), l.is(kindShipTo)
			if !supplier && !receiver && !ship || c.column || !partyLabel(c, l) {
				continue
			}
			name, ok := s.nameAfter(c, l)
			if !ok {
				continue
			}
			switch {
			case ship:
				name.receiver, name.supplier = -0.5, -1
			case supplier && receiver:
				name.receiver, name.supplier = 0.3, 0.3
			case supplier:
				name.supplier, name.receiver = calledSupplier, -1
			default:
				name.receiver, name.supplier = calledReceiver, -1
			}
			p.all = append(p.all, name)
		}
	}
}

// partyLabel reports whether a label for a party is used as one: with a
// colon, or alone in its cell. Short words ("to", "de") need that the more.
func partyLabel(c *cell, l label) bool {
	if !l.leading {
		return false
	}
	return l.colon || c.full(l) || l.tokens >= 2 && l.to < len(c.words) && startsUpper(c.words[l.to].Text)
}

// nameAfter is the name that a party's label announces: behind it, to its
// right, or below.
func (s *sheet) nameAfter(c *cell, l label) (party, bool) {
	if rest := c.words[l.to:]; len(rest) > 0 && !c.ends(l) {
		rest = trimSigns(rest)
		if isName(joinTexts(rest)) {
			return s.partyAt(c, joinTexts(rest), boxOf(rest)), true
		}
		return party{}, false
	}
	row := c.page.rows[c.row]
	if c.col+1 < len(row) {
		o := row[c.col+1]
		if len(o.labels) == 0 && isName(o.Text) && o.Box.X0-c.Box.X1 < 0.3*c.page.width && !partyLabelled(o) {
			if b := s.below(c, 1.6*c.Size); b == nil || !isName(b.Text) || len(b.labels) > 0 || l.colon && !startsBlockUnder(c, b) {
				return s.partyAt(o, o.Text, o.Box), true
			}
		}
	}
	at := c
	for range 4 {
		b := s.below(at, 3.5*c.Size)
		if b == nil || partyLabelled(b) {
			return party{}, false
		}
		if name, box, ok := s.nameIn(b); ok {
			return s.partyAt(b, name, box), true
		}
		at = b
	}
	return party{}, false
}

func startsBlockUnder(c, b *cell) bool { return abs(b.Box.X0-c.Box.X0) < 1.5*c.Size }

func partyLabelled(c *cell) bool {
	for _, l := range c.labels {
		if l.is(kindSupplier, kindReceiver, kindShipTo) && c.full(l) {
			return true
		}
	}
	return false
}

// nameIn is the name a cell holds, or that the cell to its right holds where
// this one is the label for it.
func (s *sheet) nameIn(c *cell) (string, document.Box, bool) {
	for _, l := range c.labels {
		if l.from != 0 || !l.is(kindName) {
			continue
		}
		if rest := c.words[l.to:]; len(rest) > 0 && l.colon {
			rest = trimSigns(rest)
			return joinTexts(rest), boxOf(rest), isName(joinTexts(rest))
		}
		if row := c.page.rows[c.row]; c.full(l) && c.col+1 < len(row) && isName(row[c.col+1].Text) {
			name, box := s.withLineAbove(row[c.col+1])
			return name, box, true
		}
	}
	if len(c.labels) > 0 && c.labels[0].leading && (c.full(c.labels[0]) || c.labels[0].colon) {
		return "", document.Box{}, false
	}
	if salutation(c.Text) || c.allLabels() {
		return "", document.Box{}, false
	}
	name, box := s.withSalutation(c, c.Text)
	return name, box, isName(c.Text)
}

// withLineAbove puts the line above in front of a value whose label stands
// beside the middle of both.
func (s *sheet) withLineAbove(c *cell) (string, document.Box) {
	o := s.above(c, c.Box, 0.8*c.Size)
	if o == nil || o.col > 0 || abs(o.Box.X0-c.Box.X0) > 0.3*c.Size || !isName(o.Text) && !salutation(o.Text) {
		return c.Text, c.Box
	}
	return o.Text + " " + c.Text, o.Box.Union(c.Box)
}

// personal are the salutations that belong to a name also when they stand on
// the line above it.
const personal wordSet = " herrn herr frau familie eheleute monsieur madame mme mlle famille gospod gospa g ga družina mr mrs ms miss señor señora sr sra don doña familia signor signora sig sig.ra famiglia egr egregio gent.ma heer dhr mevrouw mevr mw familie fam "

// withSalutation puts the salutation on the line above in front of a name.
func (s *sheet) withSalutation(c *cell, name string) (string, document.Box) {
	o := s.above(c, c.Box, 0.9*c.Size)
	if o != nil && len(o.words) == 1 && personal.has(strings.ToLower(strings.Trim(o.Text, "."))) {
		return o.Text + " " + name, o.Box.Union(c.Box)
	}
	return name, c.Box
}

const salutations wordSet = "herrn herr frau firma fa an to à a aan madame monsieur señor señora gospod gospa spett.le spett spettabile de heer mevrouw mr mrs ms att attn"

// salutation reports whether a text is nothing but a salutation, or a word
// that stands over an address.
func salutation(text string) bool {
	t := strings.Trim(strings.ToLower(text), " .,:")
	return salutations.has(t)
}

func trimSigns(words []document.Word) []document.Word {
	for len(words) > 0 && compact(words[0].Text) == "" && strings.Trim(words[0].Text, ":-–|·•=") == "" {
		words = words[1:]
	}
	return words
}

// partyAt is a party with the lines below its name taken for its address.
func (s *sheet) partyAt(c *cell, name string, box document.Box) party {
	p := party{name: cleanName(name), cells: []*cell{c}, box: box, page: c.page.index}
	at := c
	if b := s.below(c, 0.9*c.Size); b != nil && s.goesOn(name, b) {
		p.name = cleanName(name + " " + b.Text)
		p.cells, p.box, at = append(p.cells, b), p.box.Union(b.Box), b
	}
	for range 7 {
		b := s.below(at, addressLeading*c.Size)
		if b == nil || partyLabelled(b) || isTitle(b) || salutation(b.Text) || abs(b.Box.X0-c.Box.X0) > 2*c.Size && abs(b.Box.X1-c.Box.X1) > 2*c.Size {
			break
		}
		if b.column || countLetters(b.Text) < 3 {
			break
		}
		at = b
		if len(b.labels) > 0 && b.labels[0].from == 0 && (b.labels[0].colon || b.full(b.labels[0])) && !addressLabel(b) {
			continue // a customer's number, a VAT number
		}
		p.address = append(p.address, strings.TrimSpace(addressText(b)))
		p.box = p.box.Union(b.Box)
		if postalLine(b.Text) {
			break
		}
	}
	return p
}

// goesOn reports whether a name goes on in the cell below: there is nothing
// but a legal form, or the two together are printed elsewhere.
func (s *sheet) goesOn(name string, b *cell) bool {
	if legalForm(name) || len(b.words) > 5 || len(b.labels) > 0 && b.labels[0].colon {
		return false
	}
	if onlyLegalForm(b.Text) {
		return true
	}
	return isName(b.Text) && s.printed(name+" "+b.Text)
}

// printed reports whether a text stands within one cell.
func (s *sheet) printed(text string) bool {
	key := plain(text)
	for _, c := range s.cells {
		if len(c.Text) >= len(text)-4 && strings.Contains(c.key, key) {
			return true
		}
	}
	return false
}

// addressLabel reports whether the cell begins with a label for an address.
func addressLabel(c *cell) bool {
	switch c.tokens[0].text {
	case "address", "adresse", "anschrift", "direccion", "domicilio", "indirizzo", "naslov", "sede", "morada", "adres": //nolint:misspell // Dutch
		return true
	}
	return false
}

// addressText is the cell's text without the label.
func addressText(c *cell) string {
	if addressLabel(c) && len(c.labels) > 0 && c.labels[0].from == 0 {
		return joinTexts(trimSigns(c.words[c.labels[0].to:]))
	}
	return c.Text
}

// addressed takes the first line of every address.
func (p *parties) addressed(s *sheet) {
	for _, c := range s.cells {
		if !postalLine(c.Text) || len(c.words) > 7 || c.column {
			continue
		}
		var lines []*cell
		at := c
		for range 6 {
			o := s.above(at, at.Box, addressLeading*c.Size)
			if o == nil || o.column || abs(o.Box.X0-c.Box.X0) > 1.5*c.Size && abs(o.Box.X1-c.Box.X1) > 1.5*c.Size && abs(o.Box.CenterX()-c.Box.CenterX()) > c.Size {
				break
			}
			if stopsAddress(o) || postalLine(o.Text) {
				break
			}
			if skipsAddress(o) {
				at = o
				continue
			}
			lines = append(lines, o)
			at = o
		}
		for _, line := range slices.Backward(lines) {
			if name, box, ok := s.nameIn(line); ok {
				n := s.partyAt(line, name, box)
				n.box = n.box.Union(c.Box)
				p.all = append(p.all, n)
				break
			}
		}
	}
}

// stopsAddress reports whether a cell cannot be in the middle of an address:
// it is a party's label, a title or a sentence.
func stopsAddress(c *cell) bool {
	for _, l := range c.labels {
		if l.leading && c.full(l) && !l.is(kindName) {
			return true
		}
	}
	return len(c.words) > 9 || isTitle(c)
}

// skipsAddress reports whether a cell is a labelled value between the lines
// of an address.
func skipsAddress(c *cell) bool {
	return len(c.labels) > 0 && c.labels[0].from == 0 && c.labels[0].colon && !c.labels[0].is(kindName) || strings.ContainsAny(c.Text, "@") || strings.Contains(c.Text, "www.")
}

// senders takes the name in front of a one-line address, as in the window of
// an envelope or in a footer: "Name · Street 1 · 12345 Town".
func (p *parties) senders(s *sheet) {
	for _, c := range s.cells {
		parts := splitParts(c.Text)
		if len(parts) < 2 || !isName(parts[0]) || len(parts[0]) > 60 {
			continue
		}
		if len(parts) < 3 && !strings.ContainsAny(c.Text, senderSigns) {
			continue // "Town, ST 12345"
		}
		postal := slices.ContainsFunc(parts[1:], postalLine)
		if !postal && (c.Box.Y0 < 0.85*c.page.height || !strings.ContainsAny(c.Text, senderSigns)) {
			continue
		}
		n := party{name: cleanName(parts[0]), cells: []*cell{c}, box: c.Box, page: c.page.index, address: parts[1:], supplier: 0.45}
		if legalForm(parts[0]) {
			n.supplier += 0.2
		}
		p.all = append(p.all, n)
	}
}

const senderSigns = "·•|●∙▪"

// splitParts splits a line at the signs that separate the parts of a sender
// or a footer.
func splitParts(text string) []string {
	f := func(r rune) bool { return strings.ContainsRune(senderSigns+"*", r) }
	parts := strings.FieldsFunc(text, f)
	if len(parts) < 2 {
		parts = strings.Split(strings.NewReplacer(" – ", "\n", " - ", "\n", " — ", "\n").Replace(text), "\n")
	}
	if len(parts) < 2 {
		parts = strings.Split(text, ", ")
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// companies takes cells that end in a legal form, or stand at the very top of
// the first page.
func (p *parties) companies(s *sheet) {
	top := 0
	for _, c := range s.cells {
		if c.page.index > 0 || c.column {
			continue
		}
		name, box, ok := s.nameIn(c)
		if !ok || isTitle(c) {
			continue
		}
		first := c.Box.Y0 < 0.22*c.page.height && top < 4
		if !first && !legalForm(name) {
			continue
		}
		if first {
			top++
		}
		p.all = append(p.all, s.partyAt(c, name, box))
		if !legalForm(name) && first {
			if b := s.below(c, 0.9*c.Size); b != nil && legalForm(b.Text) && len(b.labels) == 0 && len(b.words) <= 5 && b.Bold == c.Bold && abs(b.Size-c.Size) < 0.1*c.Size && isName(b.Text) {
				both := s.partyAt(b, c.Text+" "+b.Text, c.Box.Union(b.Box))
				both.cells = []*cell{c, b}
				both.supplier = 0.1
				p.all = append(p.all, both)
			}
		}
	}
}

func isTitle(c *cell) bool {
	for _, l := range c.labels {
		if l.leading && l.is(kindTitle, kindInvoiceNumber) {
			return true
		}
	}
	return false
}

// merge joins the parties of one name and place.
func (p *parties) merge() {
	var kept []party
	for _, n := range p.all {
		i := slices.IndexFunc(kept, func(o party) bool {
			return o.page == n.page && plain(o.name) == plain(n.name) && o.cells[0] == n.cells[0]
		})
		if i < 0 {
			kept = append(kept, n)
			continue
		}
		k := &kept[i]
		k.supplier, k.receiver = strongest(k.supplier, n.supplier), strongest(k.receiver, n.receiver)
		k.box = k.box.Union(n.box)
		if len(n.address) > len(k.address) {
			k.address = n.address
		}
	}
	p.all = kept
	p.completeNames()
}

// completeNames lowers names that are the first line of a longer one, or a
// line under another.
func (p *parties) completeNames() {
	keys := make([]string, len(p.all))
	for i := range p.all {
		keys[i] = plain(p.all[i].name)
	}
	for i := range p.all {
		short := &p.all[i]
		for k, long := range p.all {
			a, b := keys[i], keys[k]
			if a != b && slices.Contains(long.address, short.name) && short.cells[0] != long.cells[0] {
				short.supplier -= partOfName
				short.receiver -= partOfName // a line of that one's address
				break
			}
			if len(long.cells) > 1 && len(b) > len(a) && (strings.HasPrefix(b, a) || strings.HasSuffix(b, a)) {
				short.supplier -= partOfName
				short.receiver -= partOfName
				break
			}
		}
	}
}

func strongest(a, b float64) float64 {
	if abs(a) >= abs(b) {
		return a
	}
	return b
}

// allLabels reports whether labels cover the whole cell.
func (c *cell) allLabels() bool {
	covered := 0
	for i := range c.words {
		if c.inLabel(i) {
			covered++
		}
	}
	return covered == len(c.words)
}

func countLetters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

func (p *parties) supplierNames() []candidate {
	return p.names(func(n party) float64 { return n.supplier })
}

func (p *parties) receiverNames() []candidate {
	return p.names(func(n party) float64 { return n.receiver })
}

func (p *parties) names(score func(party) float64) []candidate {
	var found []candidate
	for _, n := range p.all {
		found = append(found, candidate{text: n.name, score: score(n), page: n.page, box: boxOfCells(n.cells)})
	}
	return rank(found, namesNeed)
}

func boxOfCells(cells []*cell) document.Box {
	var box document.Box
	for _, c := range cells {
		box = box.Union(c.Box)
	}
	return box
}

func (p *parties) supplierAddresses() []candidate {
	var found []candidate
	for _, n := range p.all {
		if len(n.address) == 0 {
			continue
		}
		text := strings.Join(n.address, ", ")
		if len(text) > 250 {
			continue
		}
		found = append(found, candidate{text: text, score: n.supplier, page: n.page, box: n.box})
	}
	return rank(found, namesNeed)
}

// best is the most likely party for a role.
func (p *parties) best(score func(party) float64) *party {
	if len(p.all) == 0 {
		return nil
	}
	best := slices.MaxFunc(p.all, func(a, b party) int { return cmp.Compare(score(a), score(b)) })
	return &best
}

func startsUpper(text string) bool {
	for _, r := range text {
		return unicode.IsUpper(r) || unicode.IsDigit(r)
	}
	return false
}
