package hostedtest

import "time"

// Config says how the service behaves. The zero value answers at once and
// without a fault.
type Config struct {
	// Seed decides everything that is left to chance. With the same seed the
	// nth request of a kind meets the same fault, and a document takes the
	// same time.
	Seed uint64
	// Key is the key that requests must carry, "" to take any or none.
	Key string
	// Latency is how long a job takes from its acceptance on; nil for no time.
	Latency Latency
	// Reply is how long after the acceptance of a document its answer begins:
	// from the first to the second.
	Reply [2]time.Duration
	// Answer is how long every other answer takes, and a refusal.
	Answer time.Duration
	// Faults chooses what goes wrong with a request; nil for nothing.
	Faults Chooser
	// Unreadable is the share of documents, 0 to 1, whose extraction ends in
	// ERROR.
	Unreadable float64
	// Limit is the service's rate limit, of all requests but those it refuses
	// for it.
	Limit Limit
	// Lifetime is how long a result is kept once its job is finished, 48 hours
	// by default.
	Lifetime time.Duration
	// Webhook says whom to tell of finished jobs.
	Webhook Webhook
}

// Limit is a token bucket of requests.
type Limit struct {
	// PerSecond is the rate at which requests are allowed, 0 for no limit.
	PerSecond float64
	// Burst is how many may come at once.
	Burst int
	// RetryAfter makes a refusal say, in whole seconds, when to come again.
	RetryAfter bool
}

// Webhook says whom to tell of finished jobs, and how badly.
type Webhook struct {
	// URL is where events are sent, "" for none.
	URL string
	// Lost and Twice are the shares of events, 0 to 1, that are never sent and
	// that are sent a second time.
	Lost, Twice float64
	// Delay is how long after the end of the job its event is sent.
	Delay time.Duration
}
