package survival

// Causes lists the codes of the table.
func Causes() (list []string) {
	for i := range patterns {
		list = append(list, patterns[i].code)
	}
	return list
}

// Advices lists the codes of advice.
func Advices() []string {
	return []string{"say-it-first", "nothing", "get-it-whole", "say-it-in-header", "keep-metadata", "point-from-notice", "keep-pointer"}
}
