package caddy

import (
	"math/rand/v2"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/publish"
)

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

// scopes are patterns as people write them, and some that nobody should.
var scopes = []string{
	"/photos/", "/photos/raw/", "/press/", "/press/*.jpg$", "/*.pdf$", "*.jpg", "/a%20b/", "/caf%C3%A9/",
	"/café/", "/~user/", "/%7Euser/x", "/q?a=1", "/price$list", "/x%2Ay", "/(a|b)+/", "/{y}/", "/it's/", "/say\"so\"/",
	"/a`b/", "/`/", "/$", "/photos/*/large", "/100%/", "/a\\b/", "/a#b", "/^x.y/",
}

// paths are what is asked for: each as a client sends it.
var paths = []string{
	"/", "/index.html", "/photos/", "/photos/a.jpg", "/photos/raw/a.jpg", "/photos/b/large", "/photosa.jpg", "/press/a.jpg",
	"/press/a.jpg?x", "/press/a.html", "/doc/a.pdf", "/doc/a.pdf?page=2", "/a%20b/", "/caf%C3%A9/", "/caf%c3%a9/x", "/~user/",
	"/~user/x", "/q?a=1", "/q?a=12", "/q", "/price$list", "/price%24list", "/x*y", "/x%2ay", "/(a|b)+/", "/aab/", "/{y}/",
	"/it's/", "/100%/", "/xxy/", "/missing", "/Photos/a.jpg", "/%", "/%2", "/%2F", "/?%zz",
}

// oddly are paths that are spelled in a way that patterns are not compared with.
var oddly = []string{"/%70hotos/a.jpg", "/photos/%61.jpg", "/%7Euser/", "/photos/r%61w/", "/q?a=%31"}

var terms = []string{"allow", "deny", "unstated", "cc-cr", "cc-cr-dc", "cc-cr-ec", "cc-cr-op"}

// saying makes up what a site says.
func saying(r *rand.Rand) *publish.Saying {
	d := &declare.Declaration{Party: declare.Party{Name: "Example Museum", Role: declare.Custodian, Domain: "museum.example"}}
	if r.IntN(4) > 0 {
		d.Collections = append(d.Collections, collection(r, "whole"))
	}
	for _, scope := range scopes {
		if r.IntN(5) == 0 {
			c := collection(r, scope)
			c.Paths = []string{scope}
			d.Collections = append(d.Collections, c)
		}
	}
	if len(d.Collections) == 0 {
		d.Collections = append(d.Collections, collection(r, "whole"))
	}
	return publish.NewSaying(d)
}

func collection(r *rand.Rand, name string) declare.Collection {
	c := declare.Collection{Name: name}
	if r.IntN(4) == 0 {
		return c // about which nothing is said
	}
	for use := range c.Outcomes {
		c.Outcomes[use] = outcome(pick(r, terms...))
	}
	return c
}

func outcome(word string) proviso.Outcome {
	switch word {
	case "allow":
		return proviso.Allowed()
	case "deny":
		return proviso.Denied()
	case "unstated":
		return proviso.Outcome{}
	}
	signal, ok := proviso.SignalNamed(word)
	if !ok {
		panic(word)
	}
	return signal.Outcome()
}

func random(t *testing.T) *rand.Rand {
	t.Helper()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, 1))
}
