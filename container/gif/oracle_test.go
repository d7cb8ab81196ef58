package gif_test

import (
	"fmt"
	stdgif "image/gif"
	"reflect"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container/containertest"
)

// samePixels decodes all frames of both by the standard library.
func samePixels(_ *testing.T, before, after string) bool {
	a, errA := stdgif.DecodeAll(strings.NewReader(before))
	b, errB := stdgif.DecodeAll(strings.NewReader(after))
	if errA != nil || errB != nil {
		return fmt.Sprint(errA) == fmt.Sprint(errB)
	}
	return reflect.DeepEqual(a, b)
}

// TestCorpus puts packets into real files.
func TestCorpus(t *testing.T) { suite.Corpus(t, samePixels) }

// TestExifTool has ExifTool read what was written into the layouts.
func TestExifTool(t *testing.T) {
	pairs := map[string]containertest.Pair{}
	for _, l := range layouts {
		if out, code := put(t, l.file, packet("short")); code == "" {
			pairs[l.name] = containertest.Pair{Before: l.file, After: out}
		}
	}
	suite.ExifTool(t, pairs)
}
