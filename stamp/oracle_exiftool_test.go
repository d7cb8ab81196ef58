package stamp_test

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/proviso-signals/proviso/container/containertest"
	"github.com/proviso-signals/proviso/stamp"
)

// prohibited is the end of the term of plus:DataMining that the files have, as ExifTool
// shows it: some versions leave out what is before.
const prohibited = "DMI-PROHIBITED-SEELINKEDRIGHTSEXPR"

// tags are what ExifTool shows of a file: values by group and name, such as
// "IFD0:Artist", each of them JSON. There are several where a tag is there several
// times.
type tags map[string][]string

// exifTool has ExifTool read what was written: our values are there, all others are as
// they were, and there is no new warning.
func (o *oracle) exifTool(t *testing.T) {
	containertest.Tool(t, "exiftool", "apt-get install libimage-exiftool-perl")
	var old, now []string
	for _, f := range o.files {
		if f.Status != stamp.Stamped {
			continue
		}
		if f.Target != "" {
			now = append(now, f.Target)
			continue
		}
		old, now = append(old, o.was(f)), append(now, o.is(f))
	}
	var was map[string]tags
	var reading sync.WaitGroup
	reading.Go(func() { was = readTags(t, old) })
	is := readTags(t, now)
	reading.Wait()
	for _, f := range o.files {
		switch {
		case f.Status == stamp.Stamped && f.Target != "":
			if missing := o.missing(is[f.Target]); missing != "" {
				o.doubt(t, f, "ExifTool does not read %s in the sidecar", missing)
			}
		case f.Status == stamp.Stamped:
			o.compare(t, f, was[o.was(f)], is[o.is(f)])
		}
	}
}

// compare tells what is different in the tags of a file.
func (o *oracle) compare(t *testing.T, f *judged, was, is tags) {
	t.Helper()
	if was == nil || is == nil {
		o.doubt(t, f, "ExifTool says nothing of it")
		return
	}
	v := view{f, was, is}
	if missing := o.missing(is); missing != "" && !unseen(v) {
		o.doubt(t, f, "ExifTool does not read %s", missing)
	}
	for name := range union(was, is) {
		a, b := was[name], is[name]
		if slices.Equal(a, b) || name == "ExifTool:Validate" {
			continue
		}
		if why := v.expected(name); why != "" {
			o.known(t, f, name, why)
			continue
		}
		switch {
		case warning(name):
			for _, w := range fresh(a, b) {
				if !harmless(v, w) {
					o.doubt(t, f, "new: %s: %s", name, w)
				}
			}
		case ours(name):
			if lost := without(elements(a), elements(b)); len(lost) > 0 && name != "XMP-xmp:MetadataDate" {
				o.doubt(t, f, "%s was %v and is %v", name, a, b)
			}
		default:
			o.damage(t, f, "%s was %.200v and is %.200v", name, a, b)
		}
	}
}

// missing tells which of our values are not among the tags.
func (o *oracle) missing(is tags) string {
	for name, want := range map[string]string{
		"XMP-plus:DataMining":       prohibited,
		"XMP-proviso:Expression":    o.expression,
		"XMP-proviso:Declaration":   declaration,
		"XMP-plus:OtherConstraints": declaration,
	} {
		if !slices.ContainsFunc(is[name], func(v string) bool { return strings.Contains(v, want) }) {
			return name
		}
	}
	return ""
}

// readTags has ExifTool read files, all by one process.
func readTags(t *testing.T, paths []string) map[string]tags {
	list := strings.NewReader(strings.Join(paths, "\n") + "\n")
	c := exec.Command("exiftool", "-j", "-b", "-n", "-G1:4", "-a", "-u", "-validate", "-All", "-ICC_Profile", "-x", "System:all",
		"-charset", "filename=utf8", "-@", "-")
	c.Stdin = list
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Error(err)
		return nil
	}
	all := map[string]tags{}
	d := json.NewDecoder(out)
	_, err = d.Token() // the list
	for err == nil && d.More() {
		var raw map[string]json.RawMessage
		if err = d.Decode(&raw); err == nil {
			all[source(raw)] = tagsOf(raw)
		}
	}
	if err != nil {
		t.Errorf("what ExifTool says cannot be read: %v", err)
		_ = c.Process.Kill()
	}
	_ = c.Wait() // it fails where one file does
	return all
}

func source(raw map[string]json.RawMessage) (path string) {
	if json.Unmarshal(raw["SourceFile"], &path) != nil {
		return ""
	}
	return path
}

// there reports whether a program is installed.
func there(name string) bool {
	_, err := exec.LookPath(name)
	return err == nil
}
