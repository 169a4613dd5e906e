package sample

// Document is one sample: its content, its layout and its look are settled by
// the seed and the options; it can be made in several forms.
type Document struct {
	Invoice *Invoice
	layout  layout
	look    look
	words   labels
	second  labels // the English words of a bilingual document
	conv    convention
	code    bool
}

// Streams of choices that do not touch each other.
const (
	streamContent = iota + 1
	streamLook
	streamCorpus
	streamExtra
)

// New settles a document. The same seed and options give the same document.
func New(seed uint64, o Options) *Document {
	inv, lang := compose(newDice(seed, streamContent), o)
	d := newDice(seed, streamLook)
	extra := newDice(seed, streamExtra)
	doc := &Document{Invoice: inv, code: o.Code, layout: chooseLayout(d, o.Layout), words: lang.choose(d, extra)}
	if inv.Country == "US" {
		american(d, &doc.words)
	}
	doc.conv = chooseConvention(d, inv, lang)
	doc.look = newLook(d, inv)
	doc.embellish(extra, o)
	if doc.layout.dress != nil {
		doc.layout.dress(d, &doc.look, &doc.conv)
	}
	return doc
}

// embellish adds what not every document has.
func (d *Document) embellish(extra dice, o Options) {
	v := d.Invoice
	contact, ordered := v.Supplier.Contact, v.Issue.AddDate(0, 0, -extra.between(3, 40))
	if o.Plain {
		return
	}
	d.look.pieces = pick(extra, whole, whole, whole, whole, byWord, byWord, byLetter)
	d.look.wrapHeads = extra.chance(35)
	d.look.bilingual = extra.chance(12) && v.Language != "en"
	d.second = english().choose(extra, extra)
	if extra.chance(25) {
		v.Contact = contact
	}
	if extra.chance(20) {
		v.Ordered = ordered
	}
}

// Generate makes the PDF of a document and its answers.
func Generate(seed uint64, o Options) (pdf []byte, truth Truth, err error) {
	doc := New(seed, o)
	pdf, err = doc.PDF()
	return pdf, doc.Truth(), err
}

// Layout is the name of the document's layout.
func (d *Document) Layout() string { return d.layout.name }

// Truth is what is right about the printed document.
func (d *Document) Truth() Truth { return truthOf(d.Invoice, d.layout.name, d.look.shows) }

// PDF makes the document with a text layer.
func (d *Document) PDF() ([]byte, error) {
	p := newPDF(d.Invoice.Number)
	p.pieces = d.look.pieces
	d.drawOn(p)
	return p.bytes()
}

// drawOn draws the document twice: on a record to learn the number of pages,
// then on the surface.
func (d *Document) drawOn(out surface) {
	r := newRecord(newPDF(""))
	d.draw(r, 1)
	d.draw(out, r.pages)
}

func (d *Document) draw(out surface, pages int) {
	s := &sheet{surface: out, look: d.look, inv: d.Invoice, words: d.words, second: d.second, conv: d.conv, count: pages}
	d.layout.frame(s)
	s.start()
	d.layout.draw(s)
	if d.code {
		s.paymentCode()
	}
}
