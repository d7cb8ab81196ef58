package notice

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

//go:embed messages/*.toml
var messageFiles embed.FS

// catalogue is all that is said in one language.
type catalogue struct {
	language language
	messages map[string]string // by their dotted key
}

// language is how a language writes, where that is no matter of sentences.
type language struct {
	Tag       string   `toml:"tag"`
	Name      string   `toml:"name"`      // in the language itself
	Direction string   `toml:"direction"` // "ltr" or "rtl"
	Decimal   string   `toml:"decimal"`   // between units and decimals
	Group     string   `toml:"group"`     // between thousands
	Months    []string `toml:"months"`
	FirstDay  string   `toml:"first-day"` // how the first day of a month is written
}

// catalogues reads all of them, once.
var catalogues = sync.OnceValues(func() (map[string]*catalogue, error) {
	all := map[string]*catalogue{}
	for _, tag := range Languages() {
		text, err := messageFiles.ReadFile("messages/" + tag + ".toml")
		if err != nil {
			return nil, fmt.Errorf("notice: %w", err)
		}
		if all[tag], err = readCatalogue(tag, text); err != nil {
			return nil, err
		}
	}
	return all, nil
})

// readCatalogue reads the file of a language: a table about the language itself, and
// messages, nested as their keys are.
func readCatalogue(tag string, text []byte) (*catalogue, error) {
	var about struct {
		Language language `toml:"language"`
	}
	var tree map[string]any
	if err := toml.Unmarshal(text, &about); err != nil {
		return nil, fmt.Errorf("notice: the messages for %q: %w", tag, err)
	}
	if err := toml.Unmarshal(text, &tree); err != nil {
		return nil, fmt.Errorf("notice: the messages for %q: %w", tag, err)
	}
	delete(tree, "language")
	c := &catalogue{about.Language, map[string]string{}}
	if l := c.language; l.Tag != tag || l.Name == "" || l.Direction != "ltr" && l.Direction != "rtl" || l.Decimal == "" || l.Group == "" || l.FirstDay == "" || len(l.Months) != 12 {
		return nil, fmt.Errorf("notice: the messages for %q do not say how the language is written", tag)
	}
	return c, c.flatten("", tree)
}

// flatten takes the messages out of nested tables.
func (c *catalogue) flatten(prefix string, tree map[string]any) error {
	for key, value := range tree {
		switch v := value.(type) {
		case map[string]any:
			if err := c.flatten(prefix+key+".", v); err != nil {
				return err
			}
		case string:
			if _, err := parseMessage(v); err != nil || strings.TrimSpace(v) != v || v == "" {
				return fmt.Errorf("notice: the message %s%s for %q is not sound", prefix, key, c.language.Tag)
			}
			c.messages[prefix+key] = v
		default:
			return fmt.Errorf("notice: the message %s%s for %q is no text", prefix, key, c.language.Tag)
		}
	}
	return nil
}
