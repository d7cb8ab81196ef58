package declare

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/internal/jsontree"
)

// What [Verify] finds wrong with a signature.
var (
	ErrUnsigned  = errors.New("declare: the document is not signed")
	ErrSignature = errors.New("declare: the signature is not one of the kind that is read")
	ErrOtherKey  = errors.New("declare: the document is signed with another key")
	ErrTampered  = errors.New("declare: the signature does not hold")
)

// signatureMember is the member of the document that holds the signature.
const signatureMember = "signature"

// maxSignature bounds a signature that is read, in bytes.
const maxSignature = 1024

// jwsHeader is the protected header of a signature.
type jwsHeader struct {
	Alg string `json:"alg"`
	Kid string `json:"kid"`
}

// Sign puts a signature into a published document, in place of one that is there, and
// gives the document back in canonical form. The signature is the member "signature": a
// JWS in compact form with a detached payload (RFC 7515 appendix F), of the algorithm
// EdDSA with Ed25519 (RFC 8037), "kid" being the thumbprint of the key ([KeyID]). The
// payload is the document without that member, in the canonical form of RFC 8785.
//
// So the document stays one file of plain JSON that a site can pretty-print, and any JOSE
// library can check it. The payload is encoded as usual: the unencoded form of RFC 7797
// would save nothing here, and fewer libraries know it.
func Sign(document []byte, key ed25519.PrivateKey) ([]byte, error) {
	if len(key) != ed25519.PrivateKeySize {
		return nil, errors.New("declare: the key is no Ed25519 private key")
	}
	root, err := parseJSON(document)
	if err != nil {
		return nil, err
	}
	if root.Kind != jsontree.Object {
		return nil, fmt.Errorf("%w: it is no object", ErrNotJSON)
	}
	payload, _, err := unsigned(root)
	if err != nil {
		return nil, err
	}
	header, err := json.Marshal(jwsHeader{"EdDSA", KeyID(key.Public().(ed25519.PublicKey))})
	if err != nil {
		return nil, err
	}
	protected := base64.RawURLEncoding.EncodeToString(header)
	signature := ed25519.Sign(key, signingInput(protected, payload))
	root.Members = append(root.Members, jsontree.Member{Name: signatureMember, Value: &jsontree.Node{
		Kind: jsontree.String, Text: protected + ".." + base64.RawURLEncoding.EncodeToString(signature)}})
	return canonical(root)
}

// unsigned takes the signature out of a document, and gives the payload and the signature.
func unsigned(root *jsontree.Node) (payload []byte, signature *jsontree.Node, err error) {
	signature = root.Get(signatureMember)
	root.Members = slices.DeleteFunc(root.Members, func(m jsontree.Member) bool { return m.Name == signatureMember })
	payload, err = canonical(root)
	return payload, signature, err
}

// signingInput is what is signed (RFC 7515 section 5.1).
func signingInput(protected string, payload []byte) []byte {
	return []byte(protected + "." + base64.RawURLEncoding.EncodeToString(payload))
}

// Verify checks the signature of a document against a key that the caller knows to be the
// declaring party's. It is nil if it holds, or one of [ErrUnsigned], [ErrSignature],
// [ErrOtherKey], [ErrTampered] and [ErrNotJSON]. That a signature holds says who published
// the document, and nothing about what it means.
func Verify(document []byte, key ed25519.PublicKey) error {
	root, err := parseJSON(document)
	if err != nil {
		return err
	}
	if root.Kind != jsontree.Object {
		return fmt.Errorf("%w: it is no object", ErrNotJSON)
	}
	payload, member, err := unsigned(root)
	if err != nil {
		return err
	}
	if member == nil {
		return ErrUnsigned
	}
	text, _ := member.Str()
	protected, signature, header, err := readSignature(text)
	switch {
	case err != nil:
		return err
	case len(key) != ed25519.PublicKeySize || header.Kid != KeyID(key):
		return ErrOtherKey
	case !ed25519.Verify(key, signingInput(protected, payload), signature):
		return ErrTampered
	}
	return nil
}

// SignedWith tells the id of the key that a document says it is signed with, without
// checking the signature; empty where there is none that is read.
func SignedWith(document []byte) (keyID string) {
	root, err := parseJSON(document)
	if err != nil {
		return ""
	}
	text, _ := root.Get(signatureMember).Str()
	_, _, header, err := readSignature(text)
	if err != nil {
		return ""
	}
	return header.Kid
}

// readSignature reads a compact JWS with a detached payload. A header with anything but
// the algorithm and the key is refused: what it would ask for is not known.
func readSignature(text string) (protected string, signature []byte, header jwsHeader, err error) {
	protected, encoded, detached := strings.Cut(text, "..")
	if !detached || len(text) > maxSignature {
		return "", nil, header, fmt.Errorf("%w: it is no JWS with a detached payload", ErrSignature)
	}
	strict := base64.RawURLEncoding.Strict()
	raw, err1 := strict.DecodeString(protected)
	signature, err2 := strict.DecodeString(encoded)
	if err1 != nil || err2 != nil || strings.ContainsAny(text, "\r\n") {
		return "", nil, header, fmt.Errorf("%w: it is not base64url", ErrSignature)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if _, err := parseJSON(raw); err != nil {
		return "", nil, header, fmt.Errorf("%w: its header is no JSON", ErrSignature)
	}
	if err := d.Decode(&header); err != nil {
		return "", nil, header, fmt.Errorf("%w: its header asks for what is not known", ErrSignature)
	}
	// RFC 9864 renames the algorithm to Ed25519 and deprecates EdDSA, which is what
	// libraries know so far. With an Ed25519 key both are the same.
	if header.Alg != "EdDSA" && header.Alg != "Ed25519" {
		return "", nil, header, fmt.Errorf("%w: the algorithm %q is not read", ErrSignature, clip(header.Alg, 32))
	}
	return protected, signature, header, nil
}

// TrustOf words what [Verify] found, as evidence does.
func TrustOf(err error) proviso.Trust {
	switch {
	case err == nil:
		return proviso.Valid
	case errors.Is(err, ErrUnsigned):
		return proviso.Unchecked
	case errors.Is(err, ErrTampered):
		return proviso.Tampered
	}
	return proviso.Unverified
}
