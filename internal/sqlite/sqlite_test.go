package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/docextract/docextract/internal/sqlite"
)

func schema(statements ...string) fstest.MapFS {
	files := fstest.MapFS{}
	for i, s := range statements {
		files["migrations/"+string(rune('a'+i))+".sql"] = &fstest.MapFile{Data: []byte(s)}
	}
	return files
}

const create = `CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT`

func open(t *testing.T, path string, migrations fstest.MapFS) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), path, migrations)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func count(t *testing.T, db *sqlite.DB) (n int) {
	t.Helper()
	if err := db.Read().QueryRowContext(t.Context(), `SELECT count(*) FROM note`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestSettings(t *testing.T) {
	// A folder's name is never taken for a part of the address.
	dir := filepath.Join(t.TempDir(), "a?mode=memory&b #%20")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "data.db")
	db := open(t, path, schema(create))
	for pragma, want := range map[string]string{"journal_mode": "wal", "query_only": "1", "busy_timeout": "10000"} {
		var got string
		if err := db.Read().QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, want %q (%v)", pragma, got, want, err)
		}
	}
	if _, err := db.Note(t.Context(), `INSERT INTO nowhere VALUES (1)`); err == nil {
		t.Error("a bad note was taken")
	}
	if _, err := db.Note(t.Context(), `INSERT INTO note (text) VALUES ('noted')`); err != nil || count(t, db) != 1 {
		t.Errorf("%d rows, error %v", count(t, db), err)
	}
	// After notes, good and bad, every commit is on the disk again.
	err := db.Update(t.Context(), func(tx *sql.Tx) error {
		for pragma, want := range map[string]string{"synchronous": "2", "foreign_keys": "1", "secure_delete": "1"} {
			var got string
			if err := tx.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
				t.Errorf("%s is %q, want %q (%v)", pragma, got, want, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	draft := func(tx *sql.Tx) error {
		_, err := tx.ExecContext(t.Context(), `INSERT INTO note (text) VALUES ('drafted')`)
		return err
	}
	if err := db.Draft(t.Context(), draft); err != nil || count(t, db) != 2 {
		t.Errorf("%d rows, error %v", count(t, db), err)
	}
	if err := db.Draft(t.Context(), draft); err == nil || count(t, db) != 2 {
		t.Error("a draft that failed was kept")
	}
	if _, err := db.Read().ExecContext(t.Context(), `INSERT INTO note (text) VALUES ('x')`); err == nil {
		t.Error("the read-only pool wrote")
	}
}

func TestFilesAreTheOwnersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("permissions are different there")
	}
	path := filepath.Join(t.TempDir(), "data.db")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	db := open(t, path, schema(create))
	if _, err := db.Exec(t.Context(), `INSERT INTO note (text) VALUES ('x')`); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", info.Name(), info.Mode())
		}
	}
}

func TestMigrationsRunOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.db")
	second := `INSERT INTO note (text) VALUES ('migrated')`
	open(t, path, schema(create))
	open(t, path, schema(create, second))
	if n := count(t, open(t, path, schema(create, second))); n != 1 {
		t.Errorf("the second migration ran %d times", n)
	}
}

func TestProcessesThatStartTogetherMigrateOnce(t *testing.T) {
	migrations := schema(create, `INSERT INTO note (text) VALUES ('migrated')`)
	// Rounds, because who holds the lock when is chance: SQLite turns one of
	// several away only where they change to the write-ahead log at one moment.
	for range 10 {
		path := filepath.Join(t.TempDir(), "data.db")
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				db, err := sqlite.Open(t.Context(), path, migrations)
				if err != nil {
					t.Error(err)
					return
				}
				if err := db.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if n := count(t, open(t, path, migrations)); n != 1 {
			t.Errorf("the second migration ran %d times", n)
		}
	}
}

func TestAMigrationThatFailsChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.db")
	open(t, path, schema(create))
	_, err := sqlite.Open(t.Context(), path, schema(create, `INSERT INTO note (text) VALUES ('half'); INSERT INTO nowhere VALUES (1)`))
	if err == nil || !strings.Contains(err.Error(), "b.sql") {
		t.Errorf("error %v does not name the migration", err)
	}
	if n := count(t, open(t, path, schema(create))); n != 0 {
		t.Error("half a migration stayed")
	}
}

func TestAnOlderProgramLeavesNewerDataAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.db")
	open(t, path, schema(create, `SELECT 1`))
	_, err := sqlite.Open(t.Context(), path, schema(create))
	if !errors.Is(err, sqlite.ErrNewer) {
		t.Errorf("error %v", err)
	}
}

func TestUpdateIsAllOrNothing(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "data.db"), schema(create))
	insert := func(text string) func(*sql.Tx) error {
		return func(tx *sql.Tx) error {
			_, err := tx.ExecContext(t.Context(), `INSERT INTO note (text) VALUES (?)`, text)
			return err
		}
	}
	mistake := errors.New("a mistake")
	err := db.Update(t.Context(), func(tx *sql.Tx) error { return errors.Join(insert("a")(tx), mistake) })
	if !errors.Is(err, mistake) || count(t, db) != 0 {
		t.Errorf("error %v, %d rows", err, count(t, db))
	}
	if err := db.Update(t.Context(), insert("b")); err != nil {
		t.Fatal(err)
	}
	if err := db.Update(t.Context(), insert("b")); !sqlite.Conflict(err) || sqlite.Full(err) {
		t.Errorf("a second b: %v", err)
	}
	if n := count(t, db); n != 1 {
		t.Errorf("%d rows", n)
	}
}

func TestManyWritersWaitForEachOther(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.db")
	one, other := open(t, path, schema(create)), open(t, path, schema(create))
	var wg sync.WaitGroup
	for i := range 40 {
		wg.Go(func() {
			db := one
			if i%2 == 1 {
				db = other
			}
			if _, err := db.Exec(context.WithoutCancel(t.Context()), `INSERT INTO note (text) VALUES (?)`, string(rune('a'+i))); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := count(t, one); n != 40 {
		t.Errorf("%d rows", n)
	}
}

func TestWhatIsDeletedIsNotInTheFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.db")
	db := open(t, path, schema(create))
	secret := strings.Repeat("a most secret word. ", 500)
	if _, err := db.Exec(t.Context(), `INSERT INTO note (text) VALUES (?)`, secret); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(t.Context(), `DELETE FROM note`); err != nil {
		t.Fatal(err)
	}
	if err := db.Checkpoint(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"", "-wal"} {
		data, err := os.ReadFile(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "secret") {
			t.Errorf("%q still has it", suffix)
		}
	}
}

// A note may be given up at any moment, also while it makes the connection
// hasty: the next commit waits for the disk all the same.
func TestANoteGivenUpLeavesTheConnectionCareful(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "data.db"), schema(create))
	for delay := range 600 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(delay)*200*time.Nanosecond)
		_, _ = db.Note(ctx, `INSERT INTO note (text) VALUES ('perhaps')`)
		cancel()
		err := db.Update(t.Context(), func(tx *sql.Tx) error {
			var level int
			if err := tx.QueryRowContext(t.Context(), "PRAGMA synchronous").Scan(&level); err != nil {
				return err
			}
			if level != 2 {
				t.Errorf("after a note given up after %d × 200 ns synchronous is %d", delay, level)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestShrink gives the room of what is gone back, of files that are prepared for
// it; what is left is as it was.
func TestShrink(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.db")
	db := open(t, path, schema(create))
	err := db.Update(t.Context(), func(tx *sql.Tx) error {
		for i := range 3000 {
			if _, err := tx.ExecContext(t.Context(), `INSERT INTO note (id, text) VALUES (?, hex(randomblob(1000)))`, i); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	size := func() int64 {
		if err := db.Checkpoint(t.Context()); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	full := size()
	if _, err := db.Exec(t.Context(), `DELETE FROM note WHERE id % 100 != 0`); err != nil {
		t.Fatal(err)
	}
	if err := db.Shrink(t.Context()); err != nil {
		t.Fatal(err)
	}
	if left := size(); left > full/20 || count(t, db) != 30 {
		t.Errorf("%d bytes of %d for %d rows", left, full, count(t, db))
	}
	if err := db.Shrink(t.Context()); err != nil {
		t.Error(err)
	}
}
