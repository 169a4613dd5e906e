package pipeline_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/hostedtest"
	"github.com/docextract/docextract/internal/pipeline"
)

// TestABadWayIsOnlySlow: nothing is lost or in doubt on a way that brings all
// to its end, however badly.
func TestABadWayIsOnlySlow(t *testing.T) {
	t.Parallel()
	const count = 4
	both := func(kind string, a attributes) []toxic { return []toxic{upwards(kind, a), downwards(kind, a)} }
	for name, toxics := range map[string][]toxic{
		"latency":                    both("latency", attributes{"latency": 60, "jitter": 40}),
		"little bandwidth":           both("bandwidth", attributes{"rate": 4}), // KB a second
		"crumbs":                     both("slicer", attributes{"average_size": 24, "size_variation": 16, "delay": 200}),
		"connections that end early": {downwards("limit_data", attributes{"bytes": 2000})},
		"connections that end late":  both("slow_close", attributes{"delay": 200}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := newNetwork(t, hostedtest.Config{Latency: hostedtest.Always(100 * time.Millisecond)})
			n.become(toxics...)
			for _, o := range n.extract(count, nil) {
				if o.Err != nil || o.Status() != api.StatusSuccess {
					t.Errorf("%s: %s, %v", o.Source, o.Status(), o.Err)
				}
			}
			if saved, _ := n.settled(); saved != count {
				t.Errorf("%d of %d are saved", saved, count)
			}
		})
	}
}

// TestTheWayBreaksUnderASubmission: nobody knows then whether it was taken, and
// it is not sent again when the way is good.
func TestTheWayBreaksUnderASubmission(t *testing.T) {
	t.Parallel()
	const count = 4
	for name, tt := range map[string]struct {
		toxic toxic
		taken int
	}{
		"reset before the body":       {upwards("reset_peer", nil), 0},
		"reset after the body":        {downwards("reset_peer", nil), count},
		"the request is cut":          {upwards("limit_data", attributes{"bytes": 200}), 0},
		"the answer is cut":           {downwards("limit_data", attributes{"bytes": 60}), count},
		"the request hangs, and ends": {upwards("timeout", attributes{"timeout": 300}), 0},
		"the answer hangs, and ends":  {downwards("timeout", attributes{"timeout": 300}), count},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := newNetwork(t, hostedtest.Config{})
			n.become(tt.toxic)
			for range 2 {
				for _, o := range n.extract(count, nil) {
					if o.Err == nil || o.Err.Kind != api.KindAmbiguous || o.Err.Hint == "" {
						t.Errorf("%s: %s, %v", o.Source, o.Status(), o.Err)
					}
				}
				n.become()
			}
			if _, ambiguous := n.settled(); ambiguous != count {
				t.Errorf("%d of %d are ambiguous", ambiguous, count)
			}
			if taken := len(n.service.Extractions()); taken != tt.taken {
				t.Errorf("%d are taken, not %d", taken, tt.taken)
			}
		})
	}
}

// TestTheServiceIsAway: what never left is sent by the same command later.
func TestTheServiceIsAway(t *testing.T) {
	t.Parallel()
	const count = 4
	n := newNetwork(t, hostedtest.Config{})
	n.vanish()
	for _, o := range n.extract(count, nil) {
		if o.Err == nil || o.Err.Kind != api.KindUnavailable {
			t.Errorf("%s: %s, %v", o.Source, o.Status(), o.Err)
		}
	}
	n.become()
	n.extract(count, nil)
	if saved, _ := n.settled(); saved != count {
		t.Errorf("%d of %d are saved", saved, count)
	}
}

// TestTheNetworkGoesWhileWaiting, as where the laptop sleeps: the jobs finish
// meanwhile, and the same wait finds that out when the network is back.
func TestTheNetworkGoesWhileWaiting(t *testing.T) {
	t.Parallel()
	const count = 4
	for name, toxics := range map[string][]toxic{
		"nobody is reached":     nil,
		"connections are reset": {upwards("reset_peer", nil)},
		"connections hang":      {upwards("timeout", attributes{"timeout": 200})},
		"answers hang":          {downwards("timeout", attributes{"timeout": 200})},
		"answers are cut":       {downwards("limit_data", attributes{"bytes": 30})},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := newNetwork(t, hostedtest.Config{Latency: hostedtest.Always(time.Hour)})
			looked := make(chan int, count)
			var story sync.WaitGroup
			story.Go(func() {
				for range count {
					<-looked
				}
				if n.vanish(); toxics != nil {
					n.become(toxics...)
				}
				n.service.Advance(2 * time.Hour)
				<-n.failed
				n.become()
			})
			for _, o := range n.extract(count, func(e pipeline.Event) {
				if e.Step == pipeline.Looked && e.RawStatus != "SUCCESS" {
					looked <- e.Index
				}
			}) {
				if o.Err != nil || o.Status() != api.StatusSuccess {
					t.Errorf("%s: %s, %v", o.Source, o.Status(), o.Err)
				}
			}
			story.Wait()
			if saved, _ := n.settled(); saved != count {
				t.Errorf("%d of %d are saved", saved, count)
			}
		})
	}
}

// weather is what comes over the way in TestChangingWeather, one after the other.
func weather() []toxic {
	rarely := func(t toxic) toxic {
		t.Toxicity = .3 // of the connections
		return t
	}
	return []toxic{
		downwards("latency", attributes{"latency": 40, "jitter": 30}),
		rarely(upwards("reset_peer", attributes{"timeout": 5})),
		upwards("bandwidth", attributes{"rate": 8}),
		rarely(downwards("limit_data", attributes{"bytes": 150})),
		downwards("slicer", attributes{"average_size": 40, "size_variation": 20, "delay": 100}),
		rarely(downwards("timeout", attributes{"timeout": 20})),
	}
}

// TestChangingWeather spoils the way in turns, whatever the documents on it are
// at just then, and repeats the command until the last is settled.
func TestChangingWeather(t *testing.T) {
	t.Parallel()
	const count = 24
	n := newNetwork(t, hostedtest.Config{
		Latency: hostedtest.LogNormal(100*time.Millisecond, .5), Reply: [2]time.Duration{5 * time.Millisecond, 50 * time.Millisecond},
	})
	end, all := make(chan struct{}), weather()
	var sky sync.WaitGroup
	sky.Go(func() {
		for i := 0; ; i++ {
			n.become(all[i%len(all)])
			select {
			case <-time.After(100 * time.Millisecond):
			case <-end:
				n.become()
				return
			}
		}
	})
	for range 3 {
		n.extract(count, nil)
	}
	close(end)
	sky.Wait()
	for range count { // after five doubts in a row a run sends no more
		if !slices.ContainsFunc(n.extract(count, nil), func(o pipeline.Outcome) bool {
			return o.Err != nil && o.Err.Kind != api.KindAmbiguous
		}) {
			break
		}
	}
	saved, ambiguous := n.settled()
	if saved+ambiguous != count {
		t.Errorf("%d are saved and %d ambiguous, of %d", saved, ambiguous, count)
	}
	t.Logf("%d are saved, %d ambiguous", saved, ambiguous)
}
