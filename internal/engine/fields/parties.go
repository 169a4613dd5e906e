package fields

import (
	"cmp"
	"slices"
	"strings"

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
	called   bool // a label says that it is the seller
}

// parties are the names found, and where the receiver is.
type parties struct {
	all []party
}

// Scores of names.
const (
	calledSupplier = 1.0
	calledReceiver = 1.1
	calledWeakly   = 0.5 // "For the attention of"
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
	p.sentences(s)
	p.all = p.all[:min(len(p.all), mostParties)]
	p.merge()
	s.weighParties(p, ids)
	return p
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
		k.box, k.called = k.box.Union(n.box), k.called || n.called
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

func (p *parties) supplierNames() []candidate {
	return p.names(func(n party) float64 { return n.supplier })
}

func (p *parties) receiverNames() []candidate {
	return p.names(func(n party) float64 { return n.receiver })
}

func (p *parties) names(score func(party) float64) []candidate {
	var found []candidate
	for _, n := range p.all {
		c := n.candidate(n.name, score(n))
		c.box = boxOfCells(n.cells)
		found = append(found, c)
	}
	return rank(found, namesNeed)
}

func (n *party) candidate(text string, score float64) candidate {
	return candidate{
		text: text, score: score, page: n.page, box: n.box, cell: n.cells[0], to: len(n.cells[0].words),
		hints: hints{
			n.supplier, n.receiver, flag(legalForm(n.name)), flag(isBank(n.name)), flag(n.called), float64(len(n.address)),
			flag(slices.ContainsFunc(n.address, postalLine)), float64(len(n.cells)), float64(countDigits(n.name)),
		},
	}
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
		found = append(found, n.candidate(text, n.supplier))
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
