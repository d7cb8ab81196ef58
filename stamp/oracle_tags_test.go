package stamp_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// tagsOf sorts what ExifTool says of a file by group and name. Long values, such as
// pictures within the picture and colour profiles, become digests.
func tagsOf(raw map[string]json.RawMessage) tags {
	all := tags{}
	for name, value := range raw {
		group, tag, found := strings.Cut(name, ":")
		if !found {
			continue // SourceFile
		}
		if copied, rest, found := strings.Cut(tag, ":"); found && strings.HasPrefix(copied, "Copy") {
			tag = rest
		}
		text := string(value)
		if len(text) > 1000 {
			text = fmt.Sprintf("%d bytes %x", len(text), sha256.Sum256(value))
		}
		name = group + ":" + tag
		all[name] = append(all[name], text)
	}
	for _, values := range all {
		slices.Sort(values)
	}
	return all
}

// union gives the names of both.
func union(a, b tags) map[string]bool {
	names := map[string]bool{}
	for name := range a {
		names[name] = true
	}
	for name := range b {
		names[name] = true
	}
	return names
}

// without gives the values of a that are not in b.
func without(a, b []string) (rest []string) {
	for _, v := range a {
		if !slices.Contains(b, v) {
			rest = append(rest, v)
		}
	}
	return rest
}

// ours reports whether a tag is one that a stamp writes.
func ours(name string) bool {
	switch name {
	case "XMP-plus:DataMining", "XMP-plus:OtherConstraints", "XMP-xmpRights:WebStatement", "XMP-xmp:MetadataDate":
		return true
	}
	return strings.HasPrefix(name, "XMP-proviso:") || strings.HasPrefix(name, "XMP-iptcExt:LinkedEnc")
}

// warning reports whether a tag is what ExifTool thinks of a file.
func warning(name string) bool {
	return name == "ExifTool:Warning" || name == "ExifTool:Error"
}

// noise is what ExifTool says in passing in a warning: how often, and in which segment.
var noise = regexp.MustCompile(` \[x\d+\]|after JPEG \w+ segment`)

// fresh gives the warnings that were not there before.
func fresh(a, b []string) (list []string) {
	old := map[string]bool{}
	for _, w := range a {
		old[noise.ReplaceAllString(w, "")] = true
	}
	for _, w := range b {
		if !old[noise.ReplaceAllString(w, "")] {
			list = append(list, w)
		}
	}
	return list
}

// harmless reports whether a new warning is known not to be about what was done.
func harmless(v view, warning string) bool {
	switch {
	case v.Format == "svg": // without an XML declaration, it is said of all RDF and every circle
		return strings.Contains(warning, "Improperly enclosed XMP property")
	case v.Format == "jpeg" && !v.sound && says(v.was, "Skipped unknown"):
		return strings.Contains(warning, "Skipped unknown") // stray bytes that no decoder takes, parted by the packet
	case v.Format == "jpeg" && says(v.was, "Non-standard header for APP1 XMP segment"):
		return strings.Contains(warning, "Ignored empty rdf:Bag") // the packet was not looked at as closely
	}
	return false
}

// unseen reports whether ExifTool is known not to look for a packet in such a file: an
// SVG in which what comes before the root is too long for it, or in its way, and a WebP
// with zeros between the chunks.
func unseen(v view) bool {
	return v.Format == "svg" && !slices.Contains(v.is["File:FileType"], `"SVG"`) ||
		v.Format == "webp" && says(v.was, "Encountered empty null chunk")
}
