package mark

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/internal/sfv"
)

// digestKey is the algorithm of a digest, as RFC 9530 section 5 names it.
const digestKey = "sha-256"

// DigestOf is the digest of a declaration's bytes in the form of RFC 9530, as
// proviso:DeclarationDigest has it: "sha-256=:…:".
func DigestOf(document []byte) string {
	sum := sha256.Sum256(document)
	return digestKey + "=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"
}

// declaration passes the link to the declaration on, and compares the digest with what
// was gathered. What the declaration says is not read here.
func (r *reader) declaration() {
	q := r.packet.Find(Namespace, NameDeclaration)
	if q == nil {
		return
	}
	text, isText := textOf(&q.Value)
	url, ok := carrier.Resolve("", text)
	if !ok || !isText {
		r.problem(CodeLink, proviso.Warning, q, fmt.Sprintf("%q is no absolute http or https URL: the declaration cannot be found, and what the mark says stands", carrier.Clip(text, maxQuote)))
		return
	}
	r.reading.Rights = append(r.reading.Rights, proviso.Rights{
		Kind: proviso.UsageInfo, Value: url, Carrier: "mark", Where: r.packet.Where(q), Raw: carrier.Clip(text, carrier.MaxRaw),
	})
	r.digest(carrier.DocumentAt(r.artifacts, url))
}

// digest compares the digest of the mark with a document that was gathered, if it was.
func (r *reader) digest(document *carrier.Artifact) {
	q := r.packet.Find(Namespace, NameDigest)
	if q == nil {
		return
	}
	text, _ := textOf(&q.Value)
	want, ok := digestIn(text)
	switch {
	case !ok:
		r.problem(CodeDigest, proviso.Warning, q, fmt.Sprintf("%q has no digest %s=:…: of RFC 9530: the declaration was not compared, and what the mark says stands", carrier.Clip(text, maxQuote), digestKey))
	case !document.Usable() || document.Truncated:
		// Nothing to compare with; the link tells where it would be.
	default:
		if got := sha256.Sum256(document.Body); !bytes.Equal(got[:], want) {
			r.problem(CodeMismatch, proviso.Warning, q, "the declaration is not the one that was there when the file was marked: it may say something else by now, and what the mark says stands")
		}
	}
}

// digestIn finds the SHA-256 digest in a dictionary of digests.
func digestIn(text string) (sum []byte, ok bool) {
	d, err := sfv.ParseDictionary([]byte(text))
	if err != nil {
		return nil, false
	}
	for i := range d {
		if v := &d[i].Item.Value; d[i].Key == digestKey && v.Type == sfv.ByteSequence {
			return []byte(v.Text), len(v.Text) == sha256.Size
		}
	}
	return nil, false
}
