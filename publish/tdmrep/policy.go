package tdmrep

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/proviso-signals/proviso"
	carriertdmrep "github.com/proviso-signals/proviso/carrier/tdmrep"
	"github.com/proviso-signals/proviso/internal/jsontree"
	"github.com/proviso-signals/proviso/publish"
)

// oldPolicy reads the policy that is there; ok is false where it is somebody else's.
func (j *job) oldPolicy() (text []byte, ok bool) {
	text, err := fs.ReadFile(j.in.FS, PolicyFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, true
	}
	if err != nil {
		j.problem(PolicyFile, publish.CodeUnreadable, proviso.Fault, 0, "the file could not be read: "+err.Error())
		return nil, false
	}
	root, _ := jsontree.Parse(text)
	if uid, _ := root.Get("uid").Str(); !strings.HasSuffix(uid, "/"+PolicyFile) {
		j.problem(PolicyFile, publish.CodeForeign, proviso.Fault, 0, "the file is none that was published for tdmrep.json: neither was changed")
		return nil, false
	}
	return text, true
}

// policy writes the policy that rules with conditions point to: mining is offered to
// whoever asks first. The profile has no words for what CC signals ask, and the duty to
// obtain consent stands in for all of it.
func (j *job) policy() []byte {
	s := j.in.Saying
	uid := s.Origin + "/" + PolicyFile
	by := carriertdmrep.Assigner{UID: s.Origin, URL: s.PageURL}
	if d := s.Declaration; d != nil {
		by.Name = d.Party.Name
		if by.URL == "" {
			by.URL = d.Party.Link
		}
		switch contact := d.Party.Contact; {
		case strings.HasPrefix(contact, "mailto:"):
			by.Email, _, _ = strings.Cut(contact, "?")
		case by.URL == "":
			by.URL = contact
		}
	}
	consent := proviso.Permit(proviso.NewOffer(proviso.Term{Kind: carriertdmrep.KindConsent, Link: uid}))
	text, _, err := carriertdmrep.Policy(uid, by, consent)
	if err != nil {
		j.problem(PolicyFile, CodePolicy, proviso.Fault, 0, "the policy cannot be written: "+err.Error())
		return nil
	}
	return []byte(text)
}
