package vectors

import "strings"

// section is one part of a txtar file: the text before the first marker has an
// empty name.
type section struct {
	name string
	line int // 1-based line of the first line of data
	data string
}

// splitTxtar splits a txtar file at its marker lines:
//
//	file   = comment *( marker data )
//	marker = "-- " name " --" LF
//
// which is the format of golang.org/x/tools/txtar, less its leniency about CRLF.
// The first section is the comment. Joined, the parts are the file.
func splitTxtar(file string) []section {
	sections := []section{{line: 1}}
	line := 1
	for text := range strings.Lines(file) {
		line++
		if name, ok := marker(text); ok {
			sections = append(sections, section{name: name, line: line})
			continue
		}
		last := &sections[len(sections)-1]
		last.data += text
	}
	return sections
}

func marker(line string) (name string, ok bool) {
	line = strings.TrimSuffix(line, "\n")
	name, ok = strings.CutPrefix(line, "-- ")
	if !ok {
		return "", false
	}
	name, ok = strings.CutSuffix(name, " --")
	name = strings.TrimSpace(name)
	return name, ok && name != ""
}
