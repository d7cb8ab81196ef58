package main

import (
	"bytes"

	"github.com/dunglas/httpsfv"
	"github.com/jimsmart/grobotstxt"
	"github.com/proviso-signals/proviso/bench/corpus"
	"github.com/proviso-signals/proviso/bench/peer"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/robots"
	"github.com/temoto/robotstxt"
)

// kept keeps the compiler from leaving out work whose result nobody uses.
var kept int

func robotsHeats(oracle *peer.Oracle) []heat {
	var heats []heat
	for _, size := range corpus.Sizes {
		heats = append(heats, parseHeat(size, oracle), knownHeat(size), firstHeat(size, oracle))
	}
	return heats
}

// parseHeat reads a file. The newline scan, which nobody can beat, is its bound.
func parseHeat(size corpus.Size, oracle *peer.Oracle) heat {
	body := corpus.Robots(size)
	text := string(body)
	h := heat{name: "robots.txt parse, " + size.Name, bytes: len(body), contenders: []contender{
		{name: "proviso", work: repeat(func() { kept += robots.Parse(body).NumLines() })},
		{name: "proviso, every line taken apart", work: repeat(func() {
			for line := range robots.Parse(body).Lines() {
				kept += len(line.Value)
			}
		})},
		{name: "grobotstxt", work: repeat(func() { grobotstxt.Parse(text, peer.Ignore{}) })},
		{name: "temoto/robotstxt", work: repeat(func() {
			if _, err := robotstxt.FromBytes(body); err == nil {
				kept++
			}
		})},
		{name: "bound: newline scan", work: repeat(func() {
			for rest := body; ; {
				i := bytes.IndexByte(rest, '\n')
				if i < 0 {
					break
				}
				rest = rest[i+1:]
				kept++
			}
		})},
	}}
	if oracle != nil {
		h.contenders = append(h.contenders, contender{name: "google/robotstxt", outside: func(n int) (float64, error) { return oracle.ParseTime(body, n) }})
	}
	return h
}

// knownHeat asks a file that has been parsed already. Only temoto keeps a parsed
// file too.
func knownHeat(size corpus.Size) heat {
	body, paths := corpus.Robots(size), corpus.Paths(size, 1000)
	rules := robots.Parse(body).For(corpus.Asker)
	for _, path := range paths[:10] {
		rules.Match(path) // the first few are answered without an index
	}
	h := heat{name: "robots.txt verdict, parsed, " + size.Name, contenders: []contender{
		{name: "proviso", work: each(paths, func(path string) { kept += rules.Match(path).Line })},
	}}
	if data, err := robotstxt.FromBytes(body); err == nil {
		group := data.FindGroup(corpus.Asker)
		h.contenders = append(h.contenders, contender{name: "temoto/robotstxt", work: each(paths, func(path string) {
			if group.Test(path) {
				kept++
			}
		})})
	}
	return h
}

// firstHeat asks one question of a file that nobody has parsed yet, which is all
// that grobotstxt and google/robotstxt offer.
func firstHeat(size corpus.Size, oracle *peer.Oracle) heat {
	body, all := corpus.Robots(size), questions(size)
	text := string(body)
	urls := make([]string, len(all))
	for i, q := range all {
		urls[i] = q.URL
	}
	h := heat{name: "robots.txt verdict, from text, " + size.Name, bytes: len(body), contenders: []contender{
		{name: "proviso", work: each(urls, func(url string) {
			kept += robots.Parse(body).For(corpus.Asker).Match(robots.PathOf(url)).Line
		})},
		{name: "grobotstxt", work: each(urls, func(url string) {
			if grobotstxt.AgentAllowed(text, corpus.Asker, url) {
				kept++
			}
		})},
	}}
	if oracle != nil {
		h.contenders = append(h.contenders, contender{name: "google/robotstxt", outside: func(n int) (float64, error) {
			if n < len(all) {
				return oracle.VerdictTime(body, all[:n], 1)
			}
			return oracle.VerdictTime(body, all, n/len(all))
		}})
	}
	return h
}

func expressionHeats() []heat {
	var heats []heat
	for _, e := range corpus.Expressions {
		text, fields := []byte(e.Text), []string{e.Text}
		heats = append(heats, heat{name: "expression, " + e.Name, bytes: len(text), contenders: []contender{
			{name: "proviso", work: repeat(func() {
				if expr.Read(text, nil).Failed {
					kept++
				}
			})},
			{name: "httpsfv, dictionary only", work: repeat(func() {
				if _, err := httpsfv.UnmarshalDictionary(fields); err == nil {
					kept++
				}
			})},
		}})
	}
	return heats
}

func repeat(once func()) func(int) {
	return func(n int) {
		for range n {
			once()
		}
	}
}

func each(paths []string, ask func(string)) func(int) {
	return func(n int) {
		for i := range n {
			ask(paths[i%len(paths)])
		}
	}
}
