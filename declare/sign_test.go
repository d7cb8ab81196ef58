package declare_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// testKey is the key of RFC 8037 appendix A.1: known to all, so it signs nothing but tests.
func testKey() ed25519.PrivateKey {
	seed, _ := base64.RawURLEncoding.DecodeString("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A")
	return ed25519.NewKeyFromSeed(seed)
}

func publicKey() ed25519.PublicKey { return testKey().Public().(ed25519.PublicKey) }

// TestKeyID is the vector of RFC 8037 appendix A.3.
func TestKeyID(t *testing.T) {
	if got := declare.KeyID(publicKey()); got != "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k" {
		t.Errorf("got %s", got)
	}
}

// TestCanonicalVectors: RFC 8785 sections 3.2.2 and 3.2.3, and appendix B.
func TestCanonicalVectors(t *testing.T) {
	for text, want := range map[string]string{
		`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`:                                        `{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
		`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`: "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
		"[-0, 5e-324, 1.7976931348623157e308, 9007199254740992, 295147905179352830000, 9.999999999999997e22, 1e23, 999999999999999900000, 1e21, 0.000001, 1e-7]":                                                     "[0,5e-324,1.7976931348623157e+308,9007199254740992,295147905179352830000,9.999999999999997e+22,1e+23,999999999999999900000,1e+21,0.000001,1e-7]",
		"\"\\b\\t\\f\u2028<&>\"": "\"\\b\\t\\f\u2028<&>\"",
	} {
		got, err := declare.Canonical([]byte(text))
		if err != nil || string(got) != want {
			t.Errorf("%s\n got %s (%v)\nwant %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "{", `{"a":1,"a":2}`, "[1,]", "1e999", "\xEF\xBB\xBF{}", "\"\xff\"", "{} x", strings.Repeat("[", 100)} {
		if got, err := declare.Canonical([]byte(text)); !errors.Is(err, declare.ErrNotJSON) {
			t.Errorf("%q is %s, %v", text, got, err)
		}
	}
}

func signedExample(t testing.TB) []byte {
	t.Helper()
	d, _ := declare.Parse(examples(t)["museum.toml"])
	document, _, err := declare.Publish(d, nil)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := declare.Sign(document, testKey())
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// TestSignatureVector: the signed document of the museum, to the byte. Its signature was
// checked with another program.
func TestSignatureVector(t *testing.T) {
	signed := signedExample(t)
	const golden = "testdata/museum.signed.json"
	if *update {
		if err := os.WriteFile(golden, signed, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || !bytes.Equal(want, signed) {
		t.Errorf("%v\n got %s\nwant %s", err, signed, want)
	}
	if err := declare.Verify(want, publicKey()); err != nil {
		t.Error(err)
	}
	if got := declare.SignedWith(want); got != declare.KeyID(publicKey()) {
		t.Errorf("signed with %s", got)
	}
	if r := read(signed, "/x"); len(r.Evidence) != 1 || len(r.Problems) != 0 {
		t.Errorf("readers find %+v", r)
	}
}

func TestVerify(t *testing.T) {
	signed := signedExample(t)
	other := ed25519.NewKeyFromSeed(make([]byte, 32)).Public().(ed25519.PublicKey)
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, signed, "", "\t"); err != nil {
		t.Fatal(err)
	}
	part := func(old, new string) []byte { return bytes.Replace(signed, []byte(old), []byte(new), 1) }
	header := base64.RawURLEncoding.EncodeToString
	kid := declare.KeyID(publicKey())
	withHeader := func(h string) []byte {
		text := string(signed)
		at := strings.Index(text, `"signature":"`) + len(`"signature":"`)
		return []byte(text[:at] + header([]byte(h)) + text[strings.Index(text, ".."):])
	}
	for name, tt := range map[string]struct {
		document []byte
		key      ed25519.PublicKey
		want     error
		trust    proviso.Trust
	}{
		"sound":             {signed, publicKey(), nil, proviso.Valid},
		"pretty-printed":    {pretty.Bytes(), publicKey(), nil, proviso.Valid},
		"other key":         {signed, other, declare.ErrOtherKey, proviso.Unverified},
		"no key":            {signed, nil, declare.ErrOtherKey, proviso.Unverified},
		"changed":           {part("train-ai=n,", "train-ai=y,"), publicKey(), declare.ErrTampered, proviso.Tampered},
		"member added":      {part("{", `{"a":1,`), publicKey(), declare.ErrTampered, proviso.Tampered},
		"given twice":       {part("{", `{"schema":"proviso.declaration/1",`), publicKey(), declare.ErrNotJSON, proviso.Unverified},
		"signature twice":   {part("{", `{"signature":"x",`), publicKey(), declare.ErrNotJSON, proviso.Unverified},
		"unsigned":          {[]byte(`{}`), publicKey(), declare.ErrUnsigned, proviso.Unchecked},
		"no object":         {[]byte(`[]`), publicKey(), declare.ErrNotJSON, proviso.Unverified},
		"no JSON":           {[]byte(`{`), publicKey(), declare.ErrNotJSON, proviso.Unverified},
		"a number":          {[]byte(`{"signature":1}`), publicKey(), declare.ErrSignature, proviso.Unverified},
		"attached payload":  {part("..", ".e30."), publicKey(), declare.ErrSignature, proviso.Unverified},
		"padding":           {part("..", "=.."), publicKey(), declare.ErrSignature, proviso.Unverified},
		"too long":          {part("..", strings.Repeat("A", 2000)+".."), publicKey(), declare.ErrSignature, proviso.Unverified},
		"no algorithm":      {withHeader(`{"alg":"none","kid":"` + kid + `"}`), publicKey(), declare.ErrSignature, proviso.Unverified},
		"another algorithm": {withHeader(`{"alg":"HS256","kid":"` + kid + `"}`), publicKey(), declare.ErrSignature, proviso.Unverified},
		"critical header":   {withHeader(`{"alg":"EdDSA","kid":"` + kid + `","crit":["b64"],"b64":false}`), publicKey(), declare.ErrSignature, proviso.Unverified},
		"header changed":    {withHeader(`{"alg":"Ed25519","kid":"` + kid + `"}`), publicKey(), declare.ErrTampered, proviso.Tampered},
		"header twice":      {withHeader(`{"alg":"none","alg":"EdDSA","kid":"` + kid + `"}`), publicKey(), declare.ErrSignature, proviso.Unverified},
	} {
		err := declare.Verify(tt.document, tt.key)
		if tt.want == nil && err != nil || tt.want != nil && !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
		if got := declare.TrustOf(err); got != tt.trust {
			t.Errorf("%s: %v, want %v", name, got, tt.trust)
		}
	}
}

// TestEveryByteIsSigned changes every byte of a signed document, one at a time.
func TestEveryByteIsSigned(t *testing.T) {
	signed := signedExample(t)
	for i := range signed {
		for _, bit := range []byte{1, 0x20} {
			changed := bytes.Clone(signed)
			changed[i] ^= bit
			if declare.Verify(changed, publicKey()) == nil {
				t.Fatalf("byte %d, %q, may be %q", i, signed[i], changed[i])
			}
		}
	}
}

func TestSignAgain(t *testing.T) {
	signed := signedExample(t)
	again, err := declare.Sign(signed, testKey())
	if err != nil || !bytes.Equal(again, signed) {
		t.Errorf("%v\n%s\n%s", err, again, signed)
	}
	for _, document := range []string{"[]", "{", `{"a":1,"a":2}`} {
		if _, err := declare.Sign([]byte(document), testKey()); !errors.Is(err, declare.ErrNotJSON) {
			t.Errorf("%s: %v", document, err)
		}
	}
	if _, err := declare.Sign([]byte("{}"), nil); err == nil {
		t.Error("signed without a key")
	}
}

func TestKeys(t *testing.T) {
	other := ed25519.NewKeyFromSeed(make([]byte, 32)).Public().(ed25519.PublicKey)
	text, err := declare.WriteKeys(publicKey(), other)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := declare.ReadKeys(text)
	if err != nil || len(keys) != 2 || !keys[0].Equal(publicKey()) || !keys[1].Equal(other) {
		t.Errorf("%v %v", keys, err)
	}
	mixed := `{"keys":[{"kty":"RSA","n":"x","e":"AQAB"},{"kty":"OKP","crv":"Ed25519","x":"short"},{"kty":"OKP","crv":"Ed25519","use":"enc","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
		7,{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}`
	if keys, err := declare.ReadKeys([]byte(mixed)); err != nil || len(keys) != 1 || !keys[0].Equal(publicKey()) {
		t.Errorf("%v %v", keys, err)
	}
	for _, text := range []string{"", "[]", "{}", `{"keys":1}`} {
		if _, err := declare.ReadKeys([]byte(text)); err == nil {
			t.Errorf("%q was read", text)
		}
	}
	many := `{"keys":[` + strings.TrimSuffix(strings.Repeat(`{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},`, 50), ",") + `]}`
	if keys, _ := declare.ReadKeys([]byte(many)); len(keys) != declare.MaxKeys {
		t.Errorf("%d keys were read", len(keys))
	}
	if _, err := declare.WriteKeys(); err == nil {
		t.Error("an empty set was written")
	}
}
