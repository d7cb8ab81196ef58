package webp_test

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/containertest"
	"github.com/proviso-signals/proviso/container/webp"
)

var (
	suite     = containertest.Suite{Format: webp.Format, Rest: rest("XMP "), Changed: changed(fXMP)}
	exifSuite = containertest.Suite{Format: webp.Format, Rest: rest("EXIF"), Changed: changed(fExif),
		Plan: webp.PutExif, Kind: container.Exif}
)

func u32(s string) int { return int(binary.LittleEndian.Uint32([]byte(s))) }

// meant spells a name of metadata as it should be.
func meant(name string) string {
	up := strings.ToUpper(name)
	switch up {
	case "XMP ", "XMP\x00":
		return "XMP "
	case "EXIF", "ICCP", "C2PA":
		return up
	}
	return name
}

func known(name string) bool {
	return slices.Contains([]string{"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "XMP ", "EXIF", "ICCP", "C2PA"}, meant(name))
}

// pieces takes a file that is not refused apart: the chunks, with padding where there
// should be some, and where the last one ends.
func pieces(data string) (chunks []string, at int) {
	at = 12
	end := 8 + u32(data[4:])
	if end < 20 {
		end = len(data)
	}
	for at < end && at+8 <= len(data) && (at+8 <= end || known(data[at:at+4])) {
		e := at + 8 + u32(data[at+4:])
		if e > end {
			end = len(data)
		}
		c := data[at:e]
		at = e
		if len(c)&1 == 1 {
			if e < len(data) && (e < end || data[e] == 0) {
				c += data[e : e+1]
				at++
			} else {
				c += "\x00"
			}
		}
		chunks = append(chunks, c)
	}
	return chunks, at
}

// rest gives the chunks without those by a name and VP8X, and what follows.
func rest(name string) func(string) []string {
	return func(data string) (all []string) {
		chunks, at := pieces(data)
		for _, c := range chunks {
			if n := meant(c[:4]); n != name && n != "VP8X" {
				all = append(all, c)
			}
		}
		if end := 8 + u32(data[4:]); at < end && end <= len(data) {
			all = append(all, "stray:"+data[at:end])
			at = end
		}
		for at+8 <= len(data) && known(data[at:at+4]) && meant(data[at:at+4]) == strings.ToUpper(meant(data[at:at+4])) {
			e := at + 8 + u32(data[at+4:])
			if e > len(data) {
				break
			}
			if e < len(data) && e&1 != at&1 && data[e] == 0 {
				e++
			}
			if meant(data[at:at+4]) != name {
				all = append(all, data[at:e])
			}
			at = e
		}
		return append(all, data[at:])
	}
}

// changed checks the head and the sizes of a file that got a block of metadata.
func changed(flag byte) func(testing.TB, string, string) {
	return func(t testing.TB, before, after string) {
		t.Helper()
		old, _ := pieces(before)
		now, at := pieces(after)
		if end := 8 + u32(after[4:]); at > end || end > len(after) || end-at > 7 {
			t.Fatalf("the header gives %d bytes and the chunks have %d, of %d", end, at, len(after))
		}
		head := now[0]
		if head[:4] != "VP8X" || head[8]&flag == 0 {
			t.Fatalf("the file begins with %q", head)
		}
		if i := slices.IndexFunc(old, func(c string) bool { return c[:4] == "VP8X" }); i >= 0 {
			if was := old[i]; head[:8]+head[9:] != was[:8]+was[9:] || head[8] != was[8]|flag {
				t.Fatalf("VP8X was %q and is %q", was, head)
			}
		}
		if strings.HasPrefix(old[len(old)-1], "C2PA") && !strings.HasPrefix(now[len(now)-1], "C2PA") {
			t.Fatal("C2PA is not the last chunk any more")
		}
	}
}

func codes(s *container.Scan) map[string]int {
	all := map[string]int{}
	for _, p := range s.Problems {
		all[p.Code]++
	}
	return all
}
