package verify

import (
	"regexp"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// lines are where things stand in the declaration file, counted from 1; 0 where that is
// not known. They serve for pointing there, and only for that.
type lines struct {
	party, validity, publish int
	// collections are in the order of the file, each with its header's line and that of
	// each use.
	collections []collectionLines
}

type collectionLines struct {
	header int
	uses   [4]int
}

var (
	tableHeader = regexp.MustCompile(`^\s*(\[\[?)\s*([A-Za-z.]+)\s*\]`)
	keyOfLine   = regexp.MustCompile(`^\s*([A-Za-z-]+)\s*=`)
)

// linesOf finds the headers and keys of a file by its lines. Where that does not come to
// the collections that there are, because the file has them in another form, nothing is
// said about them.
func linesOf(text []byte, d *declare.Declaration) (l lines) {
	table := ""
	for i, line := range strings.Split(string(text), "\n") {
		if m := tableHeader.FindStringSubmatch(line); m != nil {
			table = m[1] + m[2]
			switch table {
			case "[party":
				l.party = i + 1
			case "[validity":
				l.validity = i + 1
			case "[publish":
				l.publish = i + 1
			case "[[collection":
				l.collections = append(l.collections, collectionLines{header: i + 1})
			}
			continue
		}
		m := keyOfLine.FindStringSubmatch(line)
		if m == nil || table != "[[collection" {
			continue
		}
		if use, ok := proviso.ParseUse(m[1]); ok {
			l.collections[len(l.collections)-1].uses[use] = i + 1
		}
	}
	if len(l.collections) != len(d.Collections) {
		l.collections = nil
	}
	return l
}

// of gives the line where a collection begins.
func (l lines) of(d *declare.Declaration, name string) int {
	for i := range l.collections {
		if d.Collections[i].Name == name {
			return l.collections[i].header
		}
	}
	return 0
}

// about gives the line where a collection speaks about a use, or else where it begins.
func (l lines) about(d *declare.Declaration, name string, use proviso.Use) int {
	for i := range l.collections {
		if d.Collections[i].Name == name && l.collections[i].uses[use] > 0 {
			return l.collections[i].uses[use]
		}
	}
	return l.of(d, name)
}
