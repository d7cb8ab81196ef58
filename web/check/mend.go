package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish/hosts"
)

// step is the one thing that would make a site clearer most.
type step struct {
	Code  string
	Title string // what to do
	Why   string
	Where string // where the text belongs
	How   string // how that is done there
	Text  string // to be copied; empty where there is none
	Note  string
	// Hosts and Says tell what the step depends on: where the site lives, and what its
	// owner wants to say, of which this page has no opinion.
	Hosts, Says bool
	Host, Say   string // that were taken
	More        int    // further findings
}

// stances are what somebody may want to say about training and AI answers, in the order of
// the chooser.
var stances = []struct{ Value, Title, preset string }{
	{"cc-cr", "yes, with credit", "credit"}, {"cc-cr-ec", "yes, if they give something back", "give-back"},
	{"deny", "no", "no-ai"}, {"allow", "yes", "yes"},
}

// mend gives the most useful step; nil where nothing was found. What is said already
// stays as it is; say is for uses about which something is to be said and is not.
func (s *site) mend(host, say string) *step {
	if len(s.Findings) == 0 {
		return nil
	}
	f := &s.Findings[0]
	t := &step{Code: f.Code, Why: sentenceCase(f.Hint) + ".", Host: host, Say: say, More: len(s.Findings) - 1}
	page := s.Page.outcomes()
	switch f.Code {
	case answer.CodeSiteSilent:
		t.Title = "Say what you want"
		t.Hosts, t.Says = true, true
		t.publish(spoken(page, t.Say), host, false)
	case answer.CodeSiteContradicts:
		t.Title = "Let all places say the same"
		t.Hosts = true
		t.Note = "This repeats the stricter of what is said, which is what a careful reader goes by. If the other is meant, change that one."
		places, field := s.looser()
		t.Why += " Something else is said at " + places + "."
		t.publish(page, host, field)
	case answer.CodeSiteImageSilent, answer.CodeSiteImage, answer.CodeSiteMissing:
		t.Title = "Say it with every answer of the server, images and errors too"
		t.Hosts = true
		t.publish(page, host, true)
	case answer.CodeSiteCopySilent:
		t.Title = "Mark the image files themselves"
		t.stamp(page)
	case answer.CodeSiteVariant:
		t.Title = "Lead all spellings of the address to one"
		t.Hosts = true
		t.redirect(s.Page.URL, host)
	case answer.CodeSiteSearchDenied:
		t.Title = "Look whether search engines are meant"
		t.Note = "If they are, all is well."
	case answer.CodeSiteSoft404:
		t.Title = "Let the server answer 404 for what is not there"
	case answer.CodeSiteInjected:
		t.Title = "Make what is added on the way say what you mean, or switch it off"
	default:
		t.Title, t.Where, t.Text = "Write it so that it can be read", s.brief(f.Where), f.Mend
	}
	if t.Text == "" && f.Mend != "" {
		t.Where, t.Text = s.brief(f.Where), f.Mend
	}
	return t
}

// looser names the places where less is asked than what stands, the first few of them, and
// tells whether one of them is a field of the server's answers.
func (s *site) looser() (places string, field bool) {
	var list []string
	for _, c := range s.Page.Conflicts {
		for _, i := range c.Evidence {
			if i < 0 || i >= len(s.Page.Evidence) || s.Page.Evidence[i].Says[c.Use] == c.Stands {
				continue
			}
			e := &s.Page.Evidence[i]
			field = field || e.Carrier == "content-usage"
			if place := clip(s.brief(e.Where), 80); len(list) < 3 && !slices.Contains(list, place) {
				list = append(list, place)
			}
		}
	}
	if len(list) == 0 {
		return "one place than at another", field
	}
	return strings.Join(list, ", "), field
}

// spoken says something about training and AI answers where nothing is said.
func spoken(o proviso.Outcomes, say string) proviso.Outcomes {
	wanted := proviso.Allowed()
	if signal, ok := proviso.SignalNamed(say); ok {
		wanted = signal.Outcome()
	} else if say == proviso.Deny.String() {
		wanted = proviso.Denied()
	}
	for _, use := range []proviso.Use{proviso.TrainAI, proviso.AIUse} {
		if o[use].Word() == proviso.Unstated {
			o[use] = wanted
		}
	}
	return o
}

// publish shows how to say something at a host. The fields of answers reach images and
// errors; robots.txt is simpler, and speaks for all files of an origin.
func (t *step) publish(o proviso.Outcomes, host string, fields bool) {
	value, _, err := expr.Write(o)
	if err != nil || value == "" {
		t.Note = "Nothing that can be repeated elsewhere is said: choose first."
		return
	}
	profile, known := hosts.ByName(host)
	if field := fieldOf(profile, value); known && field != "" && (fields || !robotsAt(profile)) {
		t.Where, t.How, t.Text = "the header fields that "+profile.Title+" sends", profile.Headers.How, field
		return
	}
	switch {
	case !known || robotsAt(profile):
		t.Where, t.How = "robots.txt, at the root of the site", profile.Robots.How
		t.Text = "User-Agent: *\nContent-Usage: " + value + "\nAllow: /"
		if fields && known {
			t.Note = "Fields of answers cannot be set there, or not in a way that is known; robots.txt speaks for images of the same address, too."
		}
	default:
		t.Note = fmt.Sprintf("robots.txt: %s. Header fields: %s. What remains: %s.", profile.Robots.How, profile.Headers.How, profile.NextBest)
	}
}

// robotsAt reports whether an owner can write lines into robots.txt.
func robotsAt(p hosts.Profile) bool {
	switch p.Robots.Can {
	case hosts.Yes, hosts.Part, hosts.Paid, hosts.Prepended, hosts.OriginRoot:
		return true
	}
	return false
}

// fieldOf writes the field Content-Usage as a host's configuration has it; empty where
// that is not known.
func fieldOf(p hosts.Profile, value string) string {
	for _, writer := range p.Headers.Writers {
		switch writer {
		case "nginx":
			return `add_header Content-Usage "` + escaped(value) + `" always;`
		case "apache", "htaccess":
			return `Header always set Content-Usage "` + escaped(value) + `"`
		case "caddy":
			return `header Content-Usage "` + escaped(value) + `"`
		case "netlify", "netlify-headers", "cloudflare-headers":
			return "/*\n  Content-Usage: " + value
		case "vercel":
			return `{ "headers": [{ "source": "/(.*)", "headers": [{ "key": "Content-Usage", "value": "` + escaped(value) + `" }] }] }`
		}
	}
	return ""
}

// escaped writes a value into double quotes.
func escaped(s string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s)
}

// stamp gives the command that marks files with what the page says.
func (t *step) stamp(page proviso.Outcomes) {
	training := page[proviso.TrainAI]
	arguments := ""
	switch training.Word() {
	case proviso.Deny:
		arguments = "--preset no-training"
		if page[proviso.AIUse].Word() == proviso.Deny {
			arguments = "--preset no-ai"
		}
	case proviso.Allow:
		arguments = "--preset yes"
	case proviso.Conditional:
		if offers := training.Offers(); len(offers) == 1 {
			if signal, ok := proviso.SignalFor(offers[0]); ok {
				arguments = "--signal " + signal.Token
			}
		}
	}
	if arguments == "" {
		return
	}
	t.Where, t.Text = "a terminal, beside the folder of your images", "proviso stamp "+arguments+" photos/"
	t.Note = "Not a pixel is touched, and --undo takes it back."
}

// redirect shows how to lead other spellings of an address to one.
func (t *step) redirect(page, host string) {
	origin := originOf(page)
	switch host {
	case "nginx":
		t.Where, t.Text = "the server blocks of the other spellings", "return 301 "+origin+"$request_uri;"
	case "apache", "shared-htaccess":
		t.Where, t.Text = "the virtual hosts of the other spellings", "Redirect permanent / "+origin+"/"
	case "caddy":
		t.Where, t.Text = "the Caddyfile, for the other spellings", "redir "+origin+"{uri} permanent"
	default:
		t.Note = "Most hosts have a setting for the main address, and for leading http to https."
	}
}

func sentenceCase(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + strings.TrimSuffix(s[1:], ".")
}
