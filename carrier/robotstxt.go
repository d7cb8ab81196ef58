package carrier

import "github.com/proviso-signals/proviso/robots"

type robotsKey struct{}

// RobotsOf gives the robots.txt of an artifact, parsing it once however many carriers
// ask; nil where its text is not there to be read. Not modified (304) means that the
// text is the one known before.
func RobotsOf(a *Artifact) *robots.File {
	if a.Kind != Robots || !a.Usable() && (a.Status != 304 || a.Body == nil || a.Unreachable) {
		return nil
	}
	return a.Parsed(robotsKey{}, func(a *Artifact) any { return robots.Parse(a.Body) }).(*robots.File)
}
