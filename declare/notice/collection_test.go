package notice

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// TestNotes: where something else holds than one might think, that is told.
func TestNotes(t *testing.T) {
	const shared, wider, longest = "belongs to other collections as well", "cannot be told the path", "the longest matching path"
	for _, tt := range []struct {
		paths [][]string // of each collection
		files bool       // of the last one, instead of paths
		want  []string
	}{
		{[][]string{{}}, false, nil},
		{[][]string{{"/a/", "/b/"}}, false, nil},
		{[][]string{{}, {"/a/"}}, false, []string{longest}},
		{[][]string{{"/a/"}, {}}, true, nil},
		{[][]string{{"/{a,b}/"}, {"/b/"}}, false, []string{shared, longest}},
		{[][]string{{"/a/", "/a/"}}, false, nil},
		{[][]string{{}, {"/"}}, false, []string{shared, longest}},
		{[][]string{{"/[!a]/"}}, false, []string{wider}},
	} {
		d := &declare.Declaration{Party: declare.Party{Name: "x", Role: declare.Author}}
		for i, paths := range tt.paths {
			c := declare.Collection{Name: string(rune('a' + i)), Paths: paths, Outcomes: proviso.Outcomes{proviso.Denied()}}
			if tt.files && i == len(tt.paths)-1 {
				c.Files = []string{"x/"}
			}
			d.Collections = append(d.Collections, c)
		}
		text := oneLine(string(pageOf(t, d, "en").Text()))
		for _, note := range []string{shared, wider, longest} {
			told, wanted := strings.Contains(text, note), false
			for _, w := range tt.want {
				wanted = wanted || w == note
			}
			if told != wanted {
				t.Errorf("%v: %q is told: %v", tt.paths, note, told)
			}
		}
	}
}

// TestDetails: details are there where they belong to what is asked, and only there.
func TestDetails(t *testing.T) {
	page := func(answer string) string {
		d := archive()
		d.Collections = d.Collections[1:2]
		d.Collections[0].Outcomes = proviso.Outcomes{outcomeOf(answer)}
		return oneLine(string(pageOf(t, d, "en").Text()))
	}
	for detail, answers := range map[string]string{
		"Contributions go to": "cc-cr-dc", "Friends of the Archive": "cc-cr-dc", "Commons Fund": "cc-cr-ec", "Giving back goes to": "cc-cr-ec",
		"Accepted as open": "cc-cr-op", "Class II": "cc-cr-op", "The least they would call fair": "cc-cr-dc cc-cr-ec", "This is no price": "cc-cr-dc cc-cr-ec",
		"no business model": "cc-cr-dc",
	} {
		for _, answer := range declare.Answers() {
			wanted := false
			for a := range strings.FieldsSeq(answers) {
				wanted = wanted || a == answer
			}
			if strings.Contains(page(answer), detail) != wanted {
				t.Errorf("%s: %q is told: %v", answer, detail, !wanted)
			}
		}
	}
	d := archive()
	d.Collections = d.Collections[1:2]
	d.Collections[0].Conditions = declare.Conditions{}
	if text := string(pageOf(t, d, "en").Text()); !strings.Contains(text, "Contributions go to\n    Harbour Archive") {
		t.Errorf("without a payee, contributions go to the party\n%s", text)
	}
}

// TestLargest: the largest declaration that is read has a page, and a page of its size.
func TestLargest(t *testing.T) {
	d := &declare.Declaration{Party: declare.Party{Name: "x", Role: declare.Author}}
	paths := make([]string, declare.MaxPatterns/declare.MaxCollections)
	for i := range paths {
		paths[i] = "/[!a]/" + strings.Repeat("x", i)
	}
	for range declare.MaxCollections {
		d.Collections = append(d.Collections, declare.Collection{Name: strings.Repeat("n", 200), Paths: paths, Outcomes: proviso.Outcomes{proviso.Denied()}})
	}
	if n := len(pageOf(t, d, "en").HTML()); n > 8<<20 {
		t.Errorf("the page has %d bytes", n)
	}
}
