package declare

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
)

const (
	// KeysPath is where a party's public keys are, on the domain that its declaration
	// names: https://DOMAIN/.well-known/proviso-keys.json, a JWK Set (RFC 7517). A reader
	// takes it from there and from nowhere else: the document cannot vouch for itself.
	KeysPath = "/.well-known/proviso-keys.json"
	// MaxKeys is how many keys of a set are read. More than one is for a change of keys.
	MaxKeys = 16
)

// jwk is an Ed25519 public key (RFC 8037 section 2). The order of its members is that of
// the thumbprint (RFC 7638 section 3.2).
type jwk struct {
	Crv string `json:"crv"`
	Kty string `json:"kty"`
	X   string `json:"x"`
}

type publishedKey struct {
	jwk
	Kid string `json:"kid,omitempty"`
	Use string `json:"use,omitempty"`
	Alg string `json:"alg,omitempty"`
}

func jwkOf(key ed25519.PublicKey) jwk {
	return jwk{"Ed25519", "OKP", base64.RawURLEncoding.EncodeToString(key)}
}

// KeyID names a public key: its JWK thumbprint with SHA-256 (RFC 7638), in base64url.
func KeyID(key ed25519.PublicKey) string {
	text, err := json.Marshal(jwkOf(key))
	if err != nil {
		return "" // three strings always marshal
	}
	sum := sha256.Sum256(text)
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// WriteKeys writes the file that a party publishes at [KeysPath].
func WriteKeys(keys ...ed25519.PublicKey) ([]byte, error) {
	var set struct {
		Keys []publishedKey `json:"keys"`
	}
	if len(keys) == 0 || len(keys) > MaxKeys {
		return nil, fmt.Errorf("declare: a set holds 1 to %d keys", MaxKeys)
	}
	for _, key := range keys {
		if len(key) != ed25519.PublicKeySize {
			return nil, errors.New("declare: a key is no Ed25519 public key")
		}
		set.Keys = append(set.Keys, publishedKey{jwkOf(key), KeyID(key), "sig", "EdDSA"})
	}
	return canonicalOf(set)
}

// ReadKeys reads the Ed25519 keys of a JWK Set. Other keys are passed over, as RFC 7517
// section 5 asks; so are those for other purposes than signing. An error means that the
// text is no JWK Set.
func ReadKeys(text []byte) ([]ed25519.PublicKey, error) {
	if _, err := parseJSON(text); err != nil {
		return nil, err
	}
	var set struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if err := json.Unmarshal(text, &set); err != nil || set.Keys == nil {
		return nil, errors.New("declare: the text is no JWK Set")
	}
	var keys []ed25519.PublicKey
	for _, raw := range set.Keys {
		var k publishedKey
		if json.Unmarshal(raw, &k) != nil || k.Kty != "OKP" || k.Crv != "Ed25519" || k.Use != "" && k.Use != "sig" {
			continue
		}
		x, err := base64.RawURLEncoding.Strict().DecodeString(k.X)
		if err == nil && len(x) == ed25519.PublicKeySize && len(keys) < MaxKeys {
			keys = append(keys, x)
		}
	}
	return keys, nil
}
