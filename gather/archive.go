package gather

import (
	"errors"
	"io"
	"strconv"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/warc"
)

// archive reads a web archive. A file that can be rewound is read twice: first for
// its robots.txt captures, which may stand anywhere, then for its assets.
func (w *walk) archive(name string, r io.Reader) bool {
	a := &archive{walk: w, name: name, captures: newArchivedRobots()}
	if seeker, ok := r.(io.ReadSeeker); ok && !w.opt.OnePass {
		a.collect(r)
		if _, err := seeker.Seek(0, io.SeekStart); err != nil {
			return w.fail(CodeFile, name, "The file cannot be read twice.", bare(err))
		}
		a.collected = true
	}
	before := w.count
	if !a.assets(r) {
		return false
	}
	if w.count == before && !w.opt.RobotsAssets {
		return a.robotsOnly()
	}
	return true
}

// archive is one archive being read.
type archive struct {
	*walk
	name      string
	captures  *archivedRobots
	collected bool // captures is complete
}

// collect is the first pass. What is wrong with the file is left to the second.
func (a *archive) collect(r io.Reader) {
	for record := range warc.NewReader(r).Records() {
		if a.ctx.Err() != nil {
			return
		}
		if record == nil || !captured(record) {
			continue
		}
		if origin, ok := robotsOrigin(record.TargetURI); ok {
			if c, err := a.robotsCapture(record, origin); err == nil && c != nil {
				a.captures.add(c)
			}
		}
	}
}

// captured reports whether a record holds what was found at its target.
func captured(r *warc.Record) bool {
	switch r.Type {
	case "response", "revisit", "resource":
		return carrier.Origin(r.TargetURI) != ""
	}
	return false
}

// assets is the second pass, or the only one.
func (a *archive) assets(r io.Reader) bool {
	for record, err := range warc.NewReader(r).Records() {
		switch {
		case err != nil:
			if !a.trouble(err) {
				return false
			}
		case captured(record):
			if !a.record(record) {
				return false
			}
		}
		if !a.more(true) {
			return false
		}
	}
	return true
}

// trouble passes on what package warc says.
func (a *archive) trouble(err error) bool {
	e := &Error{Code: CodeFile, URL: a.name, Hint: "The archive cannot be read.", Err: err}
	if found := new(warc.Error); errors.As(err, &found) {
		e.Code, e.URL, e.Hint, e.Err = found.Code, a.at(found.Offset), found.Hint, found.Err
	}
	return a.more(a.yield(nil, e))
}

// at names a record.
func (a *archive) at(offset int64) string { return a.name + "#" + strconv.FormatInt(offset, 10) }

// record yields the asset of a record. A robots.txt is kept for the assets of its
// origin, and yielded if that is wanted.
func (a *archive) record(r *warc.Record) bool {
	if origin, ok := robotsOrigin(r.TargetURI); ok {
		c, err := a.robotsCapture(r, origin)
		switch {
		case err != nil:
			return a.trouble(err)
		case c == nil:
			return true
		case !a.collected:
			a.captures.add(c)
		}
		return !a.opt.RobotsAssets || a.yieldRobots(c)
	}
	asset := &Asset{URL: r.TargetURI, Name: a.at(r.Offset)}
	artifact, err := a.artifact(asset, r, a.opt.MaxBody)
	if err != nil {
		return a.trouble(err)
	}
	asset.Artifacts = append(a.robotsAt(asset, originKey(r.TargetURI), r), artifact)
	return a.asset(asset)
}

// robotsAt finds the robots.txt that goes with an asset.
func (a *archive) robotsAt(asset *Asset, origin string, r *warc.Record) []*carrier.Artifact {
	found, redirect := a.captures.find(origin, r.Date)
	switch {
	case found != nil:
		return []*carrier.Artifact{found}
	case a.walk.robots != nil:
		return []*carrier.Artifact{a.walk.robots}
	case redirect != "":
		asset.noteRobotsRedirect(redirect)
	case a.captures.full:
		asset.note(proviso.Warning, NoteArchiveRobots, asset.Name,
			"The archive holds more robots.txt captures than are kept; this origin's may be among those left out.")
	}
	return nil
}

func (a *Asset) noteRobotsRedirect(to string) {
	a.note(proviso.Warning, NoteArchiveRedirect, a.Name,
		"The archived robots.txt redirects to "+to+", which is not in the archive, so nothing is known about access.")
}

// robotsOnly yields the robots.txt captures of an archive that holds nothing else.
func (a *archive) robotsOnly() bool {
	for _, c := range a.captures.inOrder {
		if !a.yieldRobots(c) {
			return false
		}
	}
	return true
}

// yieldRobots yields a robots.txt as the asset that is its origin's root.
func (a *archive) yieldRobots(c *robotsCapture) bool {
	asset := &Asset{URL: c.origin + "/", Name: c.name, Notes: c.notes}
	artifact := a.captures.share(c.artifact)
	if c.location != "" {
		var redirect string
		if artifact, redirect = a.captures.find(c.origin, c.date); artifact == nil {
			asset.noteRobotsRedirect(redirect)
			return a.asset(asset)
		}
	}
	asset.Artifacts = []*carrier.Artifact{artifact}
	return a.asset(asset)
}
