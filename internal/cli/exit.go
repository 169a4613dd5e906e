package cli

// ExitCode is what the process ends with. Scripts rely on the numbers.
type ExitCode int

// The exit codes; Meaning says what each tells.
const (
	ExitOK           ExitCode = 0
	ExitFailed       ExitCode = 1
	ExitUsage        ExitCode = 2
	ExitPending      ExitCode = 3
	ExitUnauthorized ExitCode = 4
	ExitNotFound     ExitCode = 5
	ExitPartly       ExitCode = 6
	ExitUnavailable  ExitCode = 7
	ExitInterrupted  ExitCode = 130
)

// exits counts the inputs of a run by their exit codes.
type exits struct {
	all   int
	count map[ExitCode]int
}

func (e *exits) note(c ExitCode) {
	if e.count == nil {
		e.count = map[ExitCode]int{}
	}
	e.all++
	e.count[c]++
}

func (e *exits) failed() int { return e.all - e.count[ExitOK] }

// overall is the exit code of a run over several inputs, each with its own:
// the first of 130, 2, 4, 7 and 3 that any has; then, all failed, 5 where all
// are not found or expired and else 1; then 6 where some failed.
func (e *exits) overall() ExitCode {
	for _, c := range []ExitCode{ExitInterrupted, ExitUsage, ExitUnauthorized, ExitUnavailable, ExitPending} {
		if e.count[c] > 0 {
			return c
		}
	}
	switch failed := e.failed(); {
	case failed == 0:
		return ExitOK
	case failed < e.all:
		return ExitPartly
	case e.count[ExitNotFound] == failed:
		return ExitNotFound
	}
	return ExitFailed
}

// Meaning says in a few words what the code tells.
func (c ExitCode) Meaning() string {
	switch c {
	case ExitOK:
		return "what was asked has happened"
	case ExitFailed:
		return "failed: the extraction ended in ERROR, all of several failed, or something unexpected"
	case ExitUsage:
		return "usage, or a named file that cannot be read"
	case ExitPending:
		return "still pending when the time was up; the extraction goes on"
	case ExitUnauthorized:
		return "no key, or refused"
	case ExitNotFound:
		return "not found, or expired"
	case ExitPartly:
		return "some of several documents failed; the others are done"
	case ExitUnavailable:
		return "the service is unavailable or limits us, until the time allowed was over"
	case ExitInterrupted:
		return "interrupted; what was submitted goes on"
	}
	return "unknown"
}

// ExitCodes lists them all, for the reference page.
func ExitCodes() []ExitCode {
	return []ExitCode{
		ExitOK, ExitFailed, ExitUsage, ExitPending, ExitUnauthorized, ExitNotFound, ExitPartly, ExitUnavailable, ExitInterrupted,
	}
}
