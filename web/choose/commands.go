package choose

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/apache"
	"github.com/proviso-signals/proviso/publish/headersfile"
	"github.com/proviso-signals/proviso/publish/netlify"
	"github.com/proviso-signals/proviso/publish/vercel"
	"github.com/proviso-signals/proviso/stamp"
)

// headerFiles are the files that set header fields at hosts, and that can be begun with
// nothing there.
var headerFiles = map[string]struct {
	name   string
	writer *publish.Writer
}{
	"netlify-headers":    {"_headers", &headersfile.Netlify},
	"cloudflare-headers": {"_headers", &headersfile.Cloudflare},
	"netlify":            {"netlify.toml", &netlify.Writer},
	"vercel":             {"vercel.json", &vercel.Writer},
	"htaccess":           {".htaccess", &apache.Htaccess},
}

// headerLines are for servers whose configuration nobody has shown us.
var headerLines = map[string]struct{ label, text string }{
	"nginx":      {"for nginx, in server and in each location with an add_header of its own", "add_header Content-Usage \"VALUE\" always;\n"},
	"apache":     {"for Apache, with mod_headers", "Header onsuccess unset Content-Usage\nHeader always set Content-Usage \"VALUE\"\n"},
	"caddy":      {"for the Caddyfile", "header Content-Usage \"VALUE\"\n"},
	"cloudfront": {"for a response headers policy", "Content-Usage: VALUE\n"},
}

// applying marks image files as proviso.toml says, and publishes all else.
const applying = "proviso plan\nproviso apply\n"

// stamp is the command that marks image files. Where one command of stamp says just what
// was chosen it is that; else apply marks files as proviso.toml says.
func (f *form) stamp(m *made) string {
	wanted := m.saying.Whole().Outcomes
	wanted[proviso.TDM] = proviso.Outcome{} // a mark cannot say it; proviso.json does
	if wanted.Silent() {
		return ""
	}
	flags := stampFlags(wanted)
	if flags == "" {
		return applying
	}
	if m.saying.DocumentURL != "" {
		flags += " --declaration " + shell(m.saying.DocumentURL)
	}
	if f.choice.Credit != "" {
		flags += " --credit " + shell(f.choice.Credit)
	}
	var names []string
	for _, name := range f.choice.Images {
		names = append(names, shell(name))
	}
	if len(names) == 0 {
		names = []string{"photos/"}
	}
	command := "proviso stamp " + flags
	return command + " --dry-run " + strings.Join(names, " ") + "\n" + command + " " + strings.Join(names, " ") + "\n"
}

// stampFlags finds the preset or signal that says just this; empty for none.
func stampFlags(wanted proviso.Outcomes) string {
	for _, p := range stamp.Presets() {
		if i, err := stamp.FromPreset(p.Name, nil); err == nil && !i.Clear && i.Outcomes.Equal(wanted) {
			return "--preset " + p.Name
		}
	}
	for _, s := range proviso.Signals() {
		var uses []proviso.Use
		var names []string
		for _, u := range proviso.Uses() {
			if wanted[u].Equal(s.Outcome()) {
				uses, names = append(uses, u), append(names, u.String())
			}
		}
		if i, err := stamp.FromSignal(s.Token, uses); err == nil && len(uses) > 0 && i.Outcomes.Equal(wanted) {
			return "--signal " + s.Token + " --use " + strings.Join(names, ",")
		}
	}
	return ""
}

// shell quotes a word for a POSIX shell: whatever somebody has typed stays a word.
func shell(word string) string {
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
