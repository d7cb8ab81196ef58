package notice

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/proviso-signals/proviso/declare"
)

// check tells how anybody can see that the page says what the declaration says.
func (s *speaker) check(d *declare.Declaration, opt Options) (list []block) {
	var f facts
	if opt.DocumentURL != "" {
		f.add(s, "check.document", []span{link(opt.DocumentURL)})
	}
	if opt.Document != nil {
		sum := sha256.Sum256(opt.Document)
		f.add(s, "check.digest", []span{token(declare.Digest(opt.Document))})
		f.add(s, "check.hex", []span{token(hex.EncodeToString(sum[:]))})
	}
	if len(f) > 0 {
		list = append(list, f)
	}
	list = append(list, paragraph{spans: s.say("check.holds")})
	if opt.DocumentURL != "" {
		list = append(list, paragraph{spans: s.say("check.fetch", with("url", link(opt.DocumentURL)))})
	}
	if opt.Document != nil && safeLink(opt.DocumentURL) {
		list = append(list, paragraph{spans: s.say("check.compare")}, command("curl -sSL '"+opt.DocumentURL+"' | sha256sum"))
	}
	if key := declare.SignedWith(opt.Document); key != "" {
		list = append(list, paragraph{spans: s.signed(d, key)})
	}
	return list
}

// signed tells where the key is with which the document is signed.
func (s *speaker) signed(d *declare.Declaration, key string) []span {
	keys := "https://" + d.Party.Domain + declare.KeysPath
	if d.Party.Domain == "" || !safeLink(keys) {
		return s.say("check.signed-anywhere", with("key", token(key)))
	}
	return s.say("check.signed", with("key", token(key)), with("url", link(keys)))
}

// link is a link of a program's, which was looked at before.
func link(url string) span { return span{kind: code, text: url, href: url} }
