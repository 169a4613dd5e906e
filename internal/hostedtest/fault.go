package hostedtest

import (
	"math/rand/v2"
	"slices"
)

// Fault is one way in which a request goes wrong.
type Fault int

// The faults. Accepted tells of each whether a submission that meets it is
// taken all the same.
const (
	None              Fault = iota
	TooMany                 // 429 without Retry-After
	TooManySeconds          // 429 with Retry-After: 1
	TooManyDate             // 429 with Retry-After as a date, two seconds ahead
	Unavailable             // 503, without Retry-After
	InternalError           // 500; a submission is not taken
	BadGateway              // 502 from something in between; a submission is taken
	GatewayTimeout          // 504 likewise
	ResetBeforeBody         // the connection is reset before the request was read
	ResetAfterBody          // reset after it was read; a submission is not taken
	ResetBeforeAnswer       // reset after a submission was taken
	LostAnswer              // the connection is closed without an answer; a submission is taken
	CutAnswer               // the answer stops in the middle; a submission is taken
	NoID                    // an answer of success that is none of the API's; a submission is taken
	SlowAnswer              // the whole answer, a byte now and then
	Silence                 // no answer until the client gives up; a submission is taken
)

// Accepted reports whether a submission that meets the fault is taken.
func (f Fault) Accepted() bool {
	switch f {
	case TooMany, TooManySeconds, TooManyDate, Unavailable, InternalError, ResetBeforeBody, ResetAfterBody:
		return false
	default:
		return true
	}
}

// Kind is a kind of request.
type Kind int

// The kinds.
const (
	Submitting Kind = iota
	Looking         // get-extraction-data
	Listing         // awaiting-poll
	Asking          // health-check and document-types
)

// Chooser chooses the fault of the nth request of a kind, from 0.
type Chooser func(kind Kind, n int) Fault

// Shares is the share of requests, 0 to 1, that meets each fault.
type Shares map[Fault]float64

// Chance chooses faults at random by their shares. Kinds that are left out
// meet none. The sum of the shares of a kind must not exceed 1.
func Chance(seed uint64, shares map[Kind]Shares) Chooser {
	return func(kind Kind, n int) Fault {
		of := shares[kind]
		faults := make([]Fault, 0, len(of))
		for f := range of {
			faults = append(faults, f)
		}
		slices.Sort(faults)
		dice := dice(seed, uint64(kind)+1, uint64(n)) //nolint:gosec // both are small and not negative
		for x := dice.Float64(); len(faults) > 0; faults = faults[1:] {
			if x -= of[faults[0]]; x < 0 {
				return faults[0]
			}
		}
		return None
	}
}

// Script gives the requests of one kind these faults, one after the other, and
// none to the rest.
func Script(kind Kind, faults ...Fault) Chooser {
	return func(k Kind, n int) Fault {
		if k == kind && n < len(faults) {
			return faults[n]
		}
		return None
	}
}

// Trouble is a bad day of the hosted service: all faults that a client can get
// over within a test's time, on about a quarter of the requests.
func Trouble(seed uint64) Chooser {
	refused := Shares{TooMany: .03, TooManySeconds: .01, TooManyDate: .005, Unavailable: .03}
	looks := Shares{
		InternalError: .03, BadGateway: .03, GatewayTimeout: .02, ResetBeforeBody: .03, ResetAfterBody: .02,
		ResetBeforeAnswer: .02, LostAnswer: .02, CutAnswer: .02, NoID: .01, SlowAnswer: .02,
	}
	submissions := Shares{
		InternalError: .02, BadGateway: .02, ResetBeforeBody: .02, ResetAfterBody: .02,
		ResetBeforeAnswer: .02, LostAnswer: .02, CutAnswer: .02, NoID: .01, SlowAnswer: .02,
	}
	for f, share := range refused {
		looks[f], submissions[f] = share, share
	}
	return Chance(seed, map[Kind]Shares{Submitting: submissions, Looking: looks, Listing: looks, Asking: refused})
}

// dice is a source of chance of its own for each thing that is decided.
func dice(seed uint64, what ...uint64) *rand.Rand {
	const mix = 0x9e3779b97f4a7c15
	stream := uint64(mix)
	for _, w := range what {
		stream = (stream ^ w) * mix
		stream ^= stream >> 29
	}
	return rand.New(rand.NewPCG(seed, stream)) //nolint:gosec // chance that must come again the same
}
