package ledger

// How a ledger of a hundred thousand entries is read: in order, and not whole.

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestListingSortsNothing: a list of a hundred thousand is read in its order, a
// page at a time.
func TestListingSortsNothing(t *testing.T) {
	p := start(t, t.TempDir(), time.Now)
	defer p.die()
	some := []State{Accepted, Finished}
	for name, f := range map[string]Filter{
		"all": {}, "oldest first": {OldestFirst: true}, "beyond one": {beyond: &Entry{}},
		"a state": {States: some[:1], beyond: &Entry{}}, "states": {States: some},
		"states of a service": {States: some, Service: true, beyond: &Entry{}},
	} {
		query, args := f.query(page)
		for _, step := range p.steps(query, args) {
			if strings.Contains(step, "TEMP B-TREE") {
				t.Errorf("%s: %s", name, step)
			}
		}
	}
}

// TestFindingScansNothing: what is asked for each document of a run takes no
// longer for all the others that are known.
func TestFindingScansNothing(t *testing.T) {
	p := start(t, t.TempDir(), time.Now)
	defer p.die()
	for query, args := range map[string][]any{
		byDocument: {"sum", "", "", "", "", ""}, byExtraction: {"id", "", ""}, profilesOf: {"id"},
	} {
		for _, step := range p.steps(query, args) {
			if strings.HasPrefix(step, "SCAN") {
				t.Errorf("%s\nby %s", query, step)
			}
		}
	}
}

// steps are how SQLite goes about a query.
func (p *process) steps(query string, args []any) (steps []string) {
	p.t.Helper()
	rows, err := p.db.Read().QueryContext(p.t.Context(), "EXPLAIN QUERY PLAN "+query, args...)
	p.must(err)
	defer rows.Close()
	for rows.Next() {
		var id, parent, unused int
		var step string
		p.must(rows.Scan(&id, &parent, &unused, &step))
		steps = append(steps, step)
	}
	p.must(rows.Err())
	if steps == nil {
		p.t.Error("there is no plan")
	}
	return steps
}

// TestPagesJoin: no entry is missing or given twice where one page ends, though
// several were planned at one moment.
func TestPagesJoin(t *testing.T) {
	moment := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	p := start(t, t.TempDir(), func() time.Time { return moment })
	defer p.die()
	const all = 2*page + 10
	for i := range all {
		p.wants(document(fmt.Sprint(i)), Policy{}, Send)
		if i%300 == 0 {
			moment = moment.Add(time.Second)
		}
	}
	for _, f := range []Filter{{}, {OldestFirst: true}, {Limit: page}, {Limit: page + 5}, {States: []State{Planned, Sending}}} {
		list, err := Collect(p.Entries(t.Context(), f))
		p.must(err)
		want := all
		if f.Limit > 0 {
			want = f.Limit
		}
		if len(list) != want {
			t.Errorf("%+v: %d entries, want %d", f, len(list), want)
		}
		for i := 1; i < len(list); i++ {
			if (list[i].ID > list[i-1].ID) != f.OldestFirst {
				t.Fatalf("%+v: %d comes after %d", f, list[i].ID, list[i-1].ID)
			}
		}
	}
}
