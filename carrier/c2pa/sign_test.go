package c2pa_test

import (
	"crypto/ed25519"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"time"
)

// The stores of the tests are signed as C2PA asks (section 13.2), by a key that everybody
// knows, with a certificate that nobody trusts: a validator that is not asked about trust
// finds nothing wrong. Ed25519 gives the same signature every time.

var leafKey, authorityKey = seeded("leaf"), seeded("authority")

func seeded(name string) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed([]byte(sum("a key of the C2PA vectors that anybody may use: " + name)))
}

var certificate = makeCertificate()

func makeCertificate() string {
	name := func(s string) pkix.Name {
		return pkix.Name{CommonName: s, Organization: []string{"Vectors, not to be trusted"}}
	}
	authority := &x509.Certificate{
		Subject: name("Authority"), SubjectKeyId: []byte("authority"), IsCA: true, BasicConstraintsValid: true,
		PublicKey: authorityKey.Public(),
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: name("Signer"), SubjectKeyId: []byte("signer"),
		NotBefore: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2054, 1, 1, 0, 0, 0, 0, time.UTC),
		KeyUsage: x509.KeyUsageDigitalSignature, UnknownExtKeyUsage: []asn1.ObjectIdentifier{{1, 3, 6, 1, 5, 5, 7, 3, 4}},
		BasicConstraintsValid: true, SignatureAlgorithm: x509.PureEd25519,
	}
	der, err := x509.CreateCertificate(nil, leaf, authority, leafKey.Public(), authorityKey)
	if err != nil {
		panic(err)
	}
	return string(der)
}

// signature is the box with the signature of a claim: COSE_Sign1 with a detached payload
// (RFC 9052 section 4.2, RFC 9360 for the certificate).
func signature(claim string) string {
	protected := head(5, 2) + number(1) + "\x27" + number(33) + byteString(certificate) // alg: EdDSA, x5chain
	signed := array(text("Signature1"), byteString(protected), byteString(""), byteString(claim))
	mark := string(ed25519.Sign(leafKey, []byte(signed)))
	return super("c2cs", "c2pa.signature", box("cbor", "\xD2"+array(byteString(protected), head(5, 0), "\xF6", byteString(mark))))
}
