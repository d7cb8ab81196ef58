package vectors

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

//go:embed expression signals robots-usage robots-access content-usage combine profile writer
//go:embed content-signal tdmrep rsl page-tokens control-tokens ai-txt trust-txt at-protocol declaration licence image-rights plus mark c2pa
var files embed.FS

// Load gives every vector of the kit, suite by suite and by name. An error lists
// everything that is wrong with the files; there are then no vectors. Either all
// suites have vectors or there is an error, so a run over the result cannot pass
// for want of cases.
func Load() ([]Vector, error) { return load(files) }

func load(fsys fs.FS) ([]Vector, error) {
	var all []Vector
	var errs []error
	known := make(map[string]string) // name to file
	for _, suite := range Suites() {
		count := 0
		entries, err := fs.ReadDir(fsys, suite)
		if err != nil {
			errs = append(errs, fmt.Errorf("vectors: %w", err))
			continue
		}
		for _, entry := range entries {
			file := path.Join(suite, entry.Name())
			name, ok := strings.CutSuffix(entry.Name(), ".txtar")
			if !ok || entry.IsDir() {
				errs = append(errs, fmt.Errorf("vectors/%s:1: not a .txtar file", file))
				continue
			}
			if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
				errs = append(errs, fmt.Errorf("vectors/%s:1: a name is lower-case words with hyphens", file))
			}
			if other, taken := known[name]; taken {
				errs = append(errs, fmt.Errorf("vectors/%s:1: the name is taken by vectors/%s", file, other))
			}
			known[name] = file
			v, err := loadFile(fsys, file, suite, name)
			if err != nil {
				errs = append(errs, err)
			}
			all = append(all, v)
			count++
		}
		if count == 0 {
			errs = append(errs, fmt.Errorf("vectors/%s: no vectors", suite))
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	slices.SortStableFunc(all, func(a, b Vector) int {
		return cmp.Or(cmp.Compare(suiteOrder(a.Suite), suiteOrder(b.Suite)), strings.Compare(a.Name, b.Name))
	})
	return all, nil
}

func loadFile(fsys fs.FS, file, suite, name string) (Vector, error) {
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return Vector{}, fmt.Errorf("vectors: %w", err)
	}
	return parseVector("vectors/"+file, suite, name, string(data))
}
