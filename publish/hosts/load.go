package hosts

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"regexp"
	"slices"
	"sync"
	"time"

	"github.com/pelletier/go-toml/v2"
)

//go:embed hosts.toml
var hostsTOML []byte

//go:embed generators.toml
var generatorsTOML []byte

type tables struct {
	hosts      []Profile
	generators []Generator
}

// data reads the tables once. They are part of the program: a test reads them, and a
// mistake in them is one in the program.
var data = sync.OnceValue(func() tables {
	t, err := load(hostsTOML, generatorsTOML)
	if err != nil {
		panic(err)
	}
	return t
})

// load reads the tables strictly: no unknown key, no empty answer, no source without URL.
func load(hosts, generators []byte) (t tables, err error) {
	var h struct {
		Host []Profile `toml:"host"`
	}
	var g struct {
		Generator []Generator `toml:"generator"`
	}
	if err := errors.Join(strictly(hosts, &h), strictly(generators, &g)); err != nil {
		return t, err
	}
	if len(h.Host) == 0 || len(g.Generator) == 0 {
		return t, errors.New("hosts: a table is empty")
	}
	var faults []error
	names := map[string]bool{}
	for i := range h.Host {
		p := &h.Host[i]
		p.fill()
		faults = append(faults, about(p.Name, names, p.faults())...)
	}
	names = map[string]bool{}
	for i := range g.Generator {
		faults = append(faults, about(g.Generator[i].Name, names, g.Generator[i].faults())...)
	}
	return tables{h.Host, g.Generator}, errors.Join(faults...)
}

func strictly(text []byte, into any) error {
	d := toml.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		var strict *toml.StrictMissingError
		if errors.As(err, &strict) {
			return fmt.Errorf("hosts: unknown keys: %s", strict.String())
		}
		return fmt.Errorf("hosts: %w", err)
	}
	return nil
}

func about(name string, names map[string]bool, why []string) (faults []error) {
	if !kebab.MatchString(name) || names[name] {
		why = append(why, "the name is not kebab-case, or there twice")
	}
	names[name] = true
	for _, w := range why {
		faults = append(faults, fmt.Errorf("hosts: %s: %s", name, w))
	}
	return faults
}

// answers lists what a profile answers, with names for people.
func (p *Profile) answers() []*Answer {
	return []*Answer{&p.Robots, &p.Headers, &p.Head, &p.WellKnown, &p.Metadata}
}

// fill gives answers without a confidence that of the host.
func (p *Profile) fill() {
	for _, a := range p.answers() {
		if a.Confidence == "" {
			a.Confidence = p.Confidence
		}
	}
}

var (
	kebab        = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	cans         = []Can{Yes, Part, Paid, Toggle, OriginRoot, Prepended, No, Unknown}
	confidences  = []Confidence{Read, SecondHand, NotVerified}
	imagesDoings = []string{"strips", "keeps", "part", "none", "unknown"}
)

func (p *Profile) faults() (why []string) {
	for _, a := range p.answers() {
		if !slices.Contains(cans, a.Can) || a.How == "" || !slices.Contains(confidences, a.Confidence) {
			why = append(why, fmt.Sprintf("no answer: %+v", *a))
		}
	}
	if p.Title == "" || p.Kind == "" || p.NextBest == "" || !slices.Contains(confidences, p.Confidence) {
		why = append(why, "title, kind, next-best or confidence is missing")
	}
	// An answer that was read was read somewhere.
	read := slices.ContainsFunc(p.answers(), func(a *Answer) bool { return a.Confidence == Read })
	if read && !slices.ContainsFunc(p.Sources, func(s Source) bool { return s.Confidence == Read }) {
		why = append(why, "an answer was read, and no source is")
	}
	return append(why, common(p.Checked, p.Signs, p.Sources)...)
}

func (g *Generator) faults() (why []string) {
	if g.Title == "" || g.Output == "" || len(g.Copied) == 0 && g.Hidden == "" {
		why = append(why, "title, output or a way to copy files is missing")
	}
	if !slices.Contains(imagesDoings, g.Images.Does) || g.Images.How == "" || !slices.Contains(confidences, g.Images.Confidence) {
		why = append(why, fmt.Sprintf("no answer: %+v", g.Images))
	}
	if len(g.Signs) == 0 {
		why = append(why, "nothing tells it")
	}
	return append(why, common(g.Checked, g.Signs, g.Sources)...)
}

func common(checked string, signs []Sign, sources []Source) (why []string) {
	if _, err := time.Parse(time.DateOnly, checked); err != nil {
		why = append(why, "no date: "+checked)
	}
	for _, s := range signs {
		if !fs.ValidPath(s.File) {
			why = append(why, "no file: "+s.File)
		}
	}
	if len(sources) == 0 {
		why = append(why, "no source")
	}
	for _, s := range sources {
		u, err := url.Parse(s.URL)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || s.Says == "" || !slices.Contains(confidences, s.Confidence) {
			why = append(why, fmt.Sprintf("no source: %+v", s))
		}
	}
	return why
}
