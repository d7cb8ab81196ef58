package imagerights

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// contradictions points to what cannot both be so.
func (r *reader) contradictions() {
	r.severalLicences()
	r.freeAndNot()
}

// severalLicences points to licences that were not stated together.
func (r *reader) severalLicences() {
	first := -1
	for i := range r.reading.Rights {
		f := &r.reading.Rights[i]
		switch {
		case f.Kind != proviso.Licence:
		case first < 0:
			first = i
		case r.from[i] != r.from[first]:
			other := &r.reading.Rights[first]
			r.problem(CodeSeveral, proviso.Notice, source{where: f.Where}, "the licence is stated to be "+called(other)+" as well, at "+other.Where.String()+
				": nothing tells whether both are offered or one is wrong, so both are shown", "")
			return
		}
	}
}

// called is how a licence is named in a hint.
func called(f *proviso.Rights) string {
	if f.Name != "" {
		return f.Name
	}
	return carrier.Clip(f.Value, 128)
}

// freeAndNot points to an image in the public domain that somebody claims rights to.
// Editing programs set xmpRights:Marked to false without having been told to.
func (r *reader) freeAndNot() {
	var free, claim *proviso.Rights
	for i := range r.reading.Rights {
		switch f := &r.reading.Rights[i]; {
		case f.Kind == proviso.CopyrightStatus && f.Value == publicDomain:
			free = f
		case claim == nil && claims(f):
			claim = f
		}
	}
	if free != nil && claim != nil {
		r.problem(CodeStatus, proviso.Notice, source{where: free.Where},
			"this marks the image as being in the public domain, and copyright is claimed at "+claim.Where.String()+": the claim is the safer one to go by", "")
	}
}

// claims reports whether a fact claims copyright.
func claims(f *proviso.Rights) bool {
	switch f.Kind {
	case proviso.CopyrightStatus:
		return f.Value == protected
	case proviso.Licence:
		return f.Name != "" && !strings.HasPrefix(f.Name, "CC0") && !strings.HasPrefix(f.Name, "Public Domain")
	case proviso.CopyrightNotice:
		text := strings.ToLower(signs.Replace(f.Value))
		return (strings.Contains(text, "©") || strings.Contains(text, "copyright") || strings.Contains(text, "rights reserved")) &&
			!strings.Contains(text, "public domain") && !strings.Contains(text, "no copyright") && !strings.Contains(text, "cc0")
	}
	return false
}
