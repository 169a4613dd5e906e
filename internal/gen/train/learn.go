package main

import (
	"runtime"
	"slices"
	"sync"

	"github.com/docextract/docextract/internal/engine"
	"github.com/docextract/docextract/internal/engine/fields"
	"github.com/docextract/docextract/internal/engine/ranker"
)

// everything is the fold that holds no document: who leaves it out learns from
// all of them.
const everything = -1

// learn trains on all documents, and measures on each fold what was trained
// without it.
func learn(documents []document, folds int) (*ranker.Model, measurement) {
	experts := train(documents, folds)
	m := measure(documents, experts, folds)
	model := &ranker.Model{
		Vocabulary: fields.Vocabulary(), Experts: experts[everything],
		Policies: m.policies, Calibrations: calibrate(m.outcomes(), expertNames()),
	}
	return model, m
}

// expertNames are all experts: one for each family, and one for what it lacks.
func expertNames() []string {
	names := []string{engine.CellExpert, engine.RateExpert}
	for _, name := range fields.Experts() {
		names = append(names, name, fields.Absence(name))
	}
	slices.Sort(names)
	return names
}

// job is an expert to train without one fold.
type job struct {
	fold int
	name string
}

// train grows the experts for each fold left out, and for none.
func train(documents []document, folds int) map[int]map[string]*ranker.Expert {
	var jobs []job
	trained := map[int]map[string]*ranker.Expert{}
	for fold := everything; fold < folds; fold++ {
		trained[fold] = map[string]*ranker.Expert{}
		for _, name := range expertNames() {
			jobs = append(jobs, job{fold, name})
		}
	}
	next, mutex := make(chan job), sync.Mutex{}
	var workers sync.WaitGroup
	for range runtime.NumCPU() {
		workers.Go(func() {
			for j := range next {
				e := usual().fit(samples(documents, j))
				mutex.Lock()
				trained[j.fold][j.name] = e
				mutex.Unlock()
			}
		})
	}
	for _, j := range jobs {
		next <- j
	}
	close(next)
	workers.Wait()
	return trained
}

// samples are what an expert learns from: all candidates of its fields, or,
// for what is lacking, the first ones.
func samples(documents []document, j job) []instance {
	var all []instance
	for _, d := range documents {
		if d.fold == j.fold {
			continue
		}
		for _, f := range d.fields {
			switch j.name {
			case f.expert:
				for _, c := range f.candidates {
					all = append(all, instance{x: c.x, right: c.right, weight: d.weight})
				}
			case fields.Absence(f.expert):
				if len(f.candidates) > 0 {
					all = append(all, instance{x: f.candidates[0].x, right: !f.printed, weight: d.weight})
				}
			}
		}
	}
	return all
}
