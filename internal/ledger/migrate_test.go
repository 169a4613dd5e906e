package ledger

// What becomes of the ledger of an older program, and of that of a newer one.

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/sqlite"
)

// version1 puts a ledger into a new folder that the program wrote when its
// schema was that of version 1, and was killed: it holds an entry in each state.
func version1(t *testing.T) (dir string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "version1.db"))
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "ledger.db"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// present is the version of this program's schema.
func present(t *testing.T) (n int) {
	t.Helper()
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	return len(files)
}

func (p *process) version() (n int) {
	p.t.Helper()
	p.must(p.db.Read().QueryRowContext(context.Background(), `PRAGMA user_version`).Scan(&n))
	return n
}

// checkVersion1 wants all of that ledger found, and treated as ever.
func checkVersion1(t *testing.T, p *process) {
	t.Helper()
	ctx, later := t.Context(), Policy{Since: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)}
	if got, want := p.version(), present(t); got != want {
		t.Errorf("it has version %d, want %d", got, want)
	}
	p.must(p.Sweep(ctx))
	states := map[string]State{}
	for e, err := range p.Entries(ctx, Filter{}) {
		p.must(err)
		states[e.ExtractionID+e.FileName] = e.State
	}
	for name, want := range map[string]State{
		"id-acceptedaccepted.pdf": Accepted, "id-savedsaved.pdf": Saved, "id-finishedfinished.pdf": Finished,
		"id-failedfailed.pdf": Failed, "id-expiredexpired.pdf": Expired, "refused.pdf": Failed, "ambiguous.pdf": Ambiguous,
		"id-firstagain.pdf": Saved, "id-secondagain.pdf": Accepted, "id-learnedlearned.pdf": Accepted, "local.pdf": Ambiguous,
	} {
		if states[name] != want {
			t.Errorf("%s is %q, want %q", name, states[name], want)
		}
	}
	if len(states) != 11 { // what was only planned is forgotten
		t.Errorf("there are %v", states)
	}
	if x, err := p.Extraction(ctx, p.wants(document("saved.pdf"), later, Reuse)); err != nil || !bytes.Equal(x.Raw, success("id-saved").Raw) {
		t.Errorf("the result became %s, %v", x.Raw, err)
	}
	p.wants(document("failed.pdf"), later, Reuse)
	p.wants(document("ambiguous.pdf"), later, Withhold)
	p.wants(document("expired.pdf"), later, Withhold)
	if e := p.wants(document("again.pdf"), later, PickUp); e.ExtractionID != "id-second" {
		t.Errorf("picked up %+v", e)
	}
	p.submit(document("new.pdf"), "id-new")
}

func TestAnOldLedgerIsBroughtUpToDate(t *testing.T) {
	p := start(t, version1(t), time.Now)
	defer p.die()
	checkVersion1(t, p)
	if n, err := p.Prune(t.Context(), Filter{States: []State{Saved}}, false); n != 2 || err != nil {
		t.Errorf("%d are forgotten, %v", n, err)
	}
}

// TestSeveralBringItUpToDateAtOnce: all of them find it whole.
func TestSeveralBringItUpToDateAtOnce(t *testing.T) {
	for range 5 {
		dir := version1(t)
		var several sync.WaitGroup
		for range 4 {
			several.Go(func() {
				l, err := Open(t.Context(), dir, time.Now)
				if err == nil {
					err = l.Close()
				}
				if err != nil {
					t.Error(err)
				}
			})
		}
		several.Wait()
		p := start(t, dir, time.Now)
		checkVersion1(t, p)
		p.die()
	}
}

// TestAMigrationThatIsKilled leaves the old ledger, which the next start brings
// up to date. It starts itself as the program that is killed.
func TestAMigrationThatIsKilled(t *testing.T) {
	if victim := flag.Arg(0); victim != "" {
		_, err := sqlite.Open(t.Context(), filepath.Join(victim, "ledger.db"), deadly{migrations})
		t.Fatalf("it lived on: %v", err)
	}
	dir := version1(t)
	out, err := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestAMigrationThatIsKilled$", dir).CombinedOutput()
	if exit, ok := errors.AsType[*exec.ExitError](err); !ok || len(out) > 0 {
		t.Fatalf("it was not killed: %v, %v\n%s", err, exit, out)
	}
	p := start(t, dir, time.Now)
	defer p.die()
	checkVersion1(t, p)
}

// deadly is a schema with one more migration, before which the program is killed.
type deadly struct{ fs.FS }

const deadlyName = "9999_deadly.sql"

func (d deadly) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(d.FS, name)
	return append(list, deadlyEntry{list[0]}), err
}

type deadlyEntry struct{ fs.DirEntry }

func (deadlyEntry) Name() string { return deadlyName }

func (d deadly) Open(name string) (fs.File, error) {
	if path.Base(name) != deadlyName {
		return d.FS.Open(name)
	}
	p, err := os.FindProcess(os.Getpid())
	if err == nil {
		err = p.Kill()
	}
	if err != nil {
		return nil, err
	}
	select {} // it comes at once, but on another thread
}

// TestANewerLedgerIsLeftAlone: this program does not know what is in it.
func TestANewerLedgerIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	p := start(t, dir, time.Now)
	p.submit(document("a.pdf"), "id1")
	_, err := p.db.Exec(t.Context(), fmt.Sprintf("PRAGMA user_version = %d", present(t)+1))
	p.must(err)
	p.must(p.db.Checkpoint(t.Context()))
	p.die()
	before, err := os.ReadFile(filepath.Join(dir, "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), dir, time.Now); !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), "newer version") {
		t.Errorf("got %v", err)
	}
	if after, err := os.ReadFile(filepath.Join(dir, "ledger.db")); err != nil || !bytes.Equal(before, after) {
		t.Errorf("it was changed, %v", err)
	}
}
