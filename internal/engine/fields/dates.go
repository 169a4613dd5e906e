package fields

import (
	"strings"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/locale"
)

// dated is a date on the page with what its labels say.
type dated struct {
	cell     *cell
	from, to int
	date     locale.Date
	issue    float64
	due      float64
	box      document.Box
}

// Scores of dates.
const (
	byLabel       = 1.3
	byOtherLabel  = 0.7
	bareDate      = 0.42 // no label, upper part of the first page
	bareElsewhere = 0.12
	letterDate    = 0.9 // "Town, 1 March 2024", as letters have it
	dueBeforeBill = 1.2 // a due date before the issue date
	termsAgree    = 0.35
	datesNeed     = 0.4
	weakLabel     = 0.56
	mostDates     = 500
)

// dates finds all dates outside periods and scores them.
func (s *sheet) dates() []dated {
	var found []dated
	for _, c := range s.cells {
		spans := c.dates
		for i, sp := range spans {
			if inPeriod(c, spans, i) {
				continue
			}
			d := dated{cell: c, from: sp.From, to: sp.To, date: sp.Date, box: boxOf(c.words[sp.From:sp.To])}
			d.weigh(s, previousEnd(spans, sp))
			found = append(found, d)
		}
	}
	return found
}

// previousEnd is where the last date before the span ends in its cell.
func previousEnd(spans []locale.DateSpan, sp locale.DateSpan) int {
	end := 0
	for _, o := range spans {
		if o.To <= sp.From {
			end = max(end, o.To)
		}
	}
	return end
}

// inPeriod reports whether a date is one end of a period: a dash or a word
// for "to" between two dates.
func inPeriod(c *cell, spans []locale.DateSpan, i int) bool {
	for k, o := range spans {
		if k == i {
			continue
		}
		a, b := o, spans[i]
		if a.From > b.From {
			a, b = b, a
		}
		if between := c.words[a.To:max(a.To, b.From)]; len(between) == 1 && periodWords.has(strings.ToLower(strings.Trim(between[0].Text, ".,"))) {
			return true
		}
	}
	return false
}

const periodWords wordSet = "- – — to bis au al hasta tot do a t/m until through till"

const dayWords wordSet = "days day tage tagen tag jours jour dias dia giorni gg dagen dag dni dneh dnevi d"

// weigh scores a date as issue and as due date.
func (d *dated) weigh(s *sheet, after int) {
	labels := s.attachments(d.cell, d.from, d.to)
	issue, other := strength(labels, kindIssueDate)
	due := strengthOf(labels, kindDueDate)
	third := strengthOf(labels, kindOtherDate)
	if issue <= weakLabel && ofAnother(d.cell, d.from) {
		third = max(third, issue+0.3) // "your order 17 of 1 March"
	}
	d.issue = byLabel*issue - byOtherLabel*max(0, max(due, third)-issue)
	d.due = byLabel*due - byOtherLabel*max(0, max(third, issue)-due)
	if issue == 0 && due == 0 && third == 0 {
		d.issue = bareElsewhere
		if d.cell.page.index == 0 && d.cell.Box.Y0 < 0.5*d.cell.page.height {
			d.issue = bareDate
			if other > 0.6 && !labelsAre(labels, kindTitle, kindInvoiceNumber) {
				d.issue -= 0.2
			}
		}
	}
	if discounted(sameClause(d.cell.words, after, d.from)) || s.discountBehind(d) {
		d.due -= 0.8
	}
	if nearTitle(d.cell) {
		d.issue += 0.15
	}
	if d.dateline() {
		d.issue = max(d.issue, letterDate)
	}
}

// dateline reports whether a cell is nothing but a town and the date, as at
// the head of a letter.
func (d *dated) dateline() bool {
	words := d.cell.words
	if d.cell.page.index > 0 || d.cell.Box.Y0 > 0.6*d.cell.page.height || d.to != len(words) || d.from == 0 || len(d.cell.labels) > 0 && d.cell.labels[0].from == 0 {
		return false
	}
	town := words[:d.from]
	for len(town) > 0 && isFiller(town[len(town)-1].Text) && !strings.HasSuffix(town[len(town)-1].Text, ",") {
		town = town[:len(town)-1]
	}
	return len(town) > 0 && len(town) <= 4 && startsLetterUpper(town[0].Text) && strings.HasSuffix(town[len(town)-1].Text, ",") && !hasDigit(joinTexts(town))
}

// ofAnother reports whether the words before a date in its cell name another
// document than the invoice.
func ofAnother(c *cell, from int) bool {
	for _, l := range c.labels {
		if l.to <= from && l.is(kindOrderNumber, kindOtherNumber) && !l.is(kindInvoiceNumber) {
			return true
		}
	}
	return false
}

func strengthOf(found []attachment, kinds ...Kind) float64 {
	best, _ := strength(found, kinds...)
	return best
}

func labelsAre(found []attachment, kinds ...Kind) bool {
	for _, a := range found {
		if a.label.is(kinds...) {
			return true
		}
	}
	return false
}

// discounted reports whether the words before a date promise a discount for
// paying until then.
func discounted(words []document.Word) bool {
	found := false
	for _, t := range foldWords(words) {
		switch t.text {
		case "skonto", "skontofrist", "escompte", "discount", "korting", "betalingskorting", "sconto", "descuento", "popust", "cassaskonto", "kasaskonto":
			found = true
		case "netto", "net", "neto", "rein":
			found = false
		}
	}
	return found
}

// sameClause are the words before a date since the last date, those behind the
// last comma where a date was before.
func sameClause(words []document.Word, after, from int) []document.Word {
	for i := from - 1; after > 0 && i >= after; i-- {
		if strings.HasSuffix(words[i].Text, ",") || strings.HasSuffix(words[i].Text, ";") {
			return words[i+1 : from]
		}
	}
	return words[after:from]
}

// discountBehind reports whether the words between a date and the next date or
// comma of its cell promise a discount: "until 1 May with 2 % discount".
func (s *sheet) discountBehind(d *dated) bool {
	to := len(d.cell.words)
	for _, o := range d.cell.dates {
		if o.From >= d.to {
			to = min(to, o.From)
		}
	}
	for i := d.to; i < to; i++ {
		if strings.HasSuffix(d.cell.words[i].Text, ",") || strings.HasSuffix(d.cell.words[i].Text, ";") {
			to = i + 1
		}
	}
	return !strings.ContainsAny(d.cell.words[d.to-1].Text, ",;") && discounted(d.cell.words[d.to:to])
}

// nearTitle reports whether the cell's row has the document's title or number.
func nearTitle(c *cell) bool {
	for _, o := range c.page.rows[c.row] {
		for _, l := range o.labels {
			if l.leading && l.is(kindTitle, kindInvoiceNumber) {
				return true
			}
		}
	}
	return false
}

// issueAndDue chooses both dates together: a bill is not due before it is
// written, and the terms may say how many days lie between.
func (s *sheet) issueAndDue(found []dated) (issue, due []candidate) {
	terms := s.termDays()
	found = found[:min(len(found), mostDates)]
	tellApart(found)
	issueBest, dueBest := map[int]float64{}, map[int]float64{}
	for i, a := range found {
		issueBest[i] = max(issueBest[i], a.issue)
		for k, b := range found {
			if b.due < datesNeed {
				continue
			}
			days := b.date.Days(a.date)
			bonus := 0.0
			switch {
			case days < 0 || days > 400:
				bonus = -dueBeforeBill
			case terms[days]:
				bonus = termsAgree
			}
			if i == k && a.issue < datesNeed {
				continue
			}
			issueBest[i] = max(issueBest[i], a.issue+bonus*min(1, a.issue))
			dueBest[k] = max(dueBest[k], b.due+max(bonus, -0.3)*min(1, max(0, a.issue)))
		}
	}
	for i := range found {
		a := &found[i]
		issue = append(issue, a.candidate(issueBest[i]))
		if a.due >= datesNeed {
			due = append(due, a.candidate(dueBest[i]))
		}
	}
	return rank(issue, 0.2), rank(due, datesNeed)
}

// tellApart takes the earlier of two different due dates side by side for the
// date of issue where no date is labelled as that: one of the labels was
// misread.
func tellApart(found []dated) {
	var first, second *dated
	for i := range found {
		d := &found[i]
		switch {
		case d.issue >= datesNeed:
			return
		case d.due < datesNeed:
		case first == nil || d.date.Days(first.date) == 0:
			first = d
		case d.cell.page == first.cell.page && d.cell.row == first.cell.row:
			second = d
		}
	}
	if second == nil || !first.cell.page.read {
		return
	}
	if second.date.Days(first.date) < 0 {
		first = second
	}
	first.issue, first.due = first.due, 0
}

func (d *dated) candidate(score float64) candidate {
	return candidate{
		text: d.date.String(), score: score, page: d.cell.page.index, box: d.box, cell: d.cell, from: d.from, to: d.to,
		hints: hints{d.issue, d.due, flag(d.date.Day <= 12), flag(nearTitle(d.cell)), flag(d.dateline()), float64(len(d.cell.dates))},
	}
}

// termDays are the numbers of days printed as terms of payment.
func (s *sheet) termDays() map[int]bool {
	days := map[int]bool{0: true}
	for _, c := range s.cells {
		for i, t := range c.tokens {
			if i == 0 || !dayWords.has(t.text) {
				continue
			}
			if n := c.tokens[i-1].text; len(n) <= 3 && strings.Trim(n, "0123456789") == "" {
				days[atoi(n)] = true
			}
		}
	}
	return days
}

func atoi(digits string) int {
	n := 0
	for _, r := range digits {
		n = n*10 + int(r-'0')
	}
	return n
}
