package answer_test

import (
	"testing"

	"github.com/proviso-signals/proviso/carrier/carriertest"
	"github.com/proviso-signals/proviso/vectors"
)

// TestVectors holds our answers to the whole conformance kit, problems included.
func TestVectors(t *testing.T) {
	list, err := vectors.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range list {
		if v.Kind() == vectors.Reading {
			t.Run(v.ID(), func(t *testing.T) { carriertest.RunVector(t, v) })
		}
	}
}
