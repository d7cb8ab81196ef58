package nginx

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/proviso-signals/proviso"
)

// hidden tells where a location keeps a file that is published from readers, such as
//
//	location ~ /\. { deny all; }
//
// which also closes /.well-known/.
func (c *config) hidden(ours []*node, documentURL string) {
	paths := []string{"/robots.txt"}
	if u, err := url.Parse(documentURL); err == nil && u.Path != "" {
		paths = append(paths, u.Path)
	}
	for _, s := range ours {
		if len(s.named("return")) > 0 {
			continue // it answers everything by itself
		}
		for _, path := range paths {
			if n, ok := s.locate(path); ok && n != s {
				c.judge(n, path)
			}
		}
	}
}

// judge tells whether a location answers for a path in another way than with its file.
func (c *config) judge(n *node, path string) {
	mend := "location = " + path + " { allow all; }"
	if folder := "/.well-known/"; strings.HasPrefix(path, folder) {
		mend = "location ^~ " + folder + " { allow all; }"
	}
	how, _ := n.match()
	for _, kid := range n.kids {
		arg := strings.Join(kid.args, " ")
		switch {
		case kid.name == "allow" && arg == "all":
			return
		case kid.name == "deny" && arg == "all", kid.name == "internal",
			kid.name == "return" && (strings.HasPrefix(arg, "4") || strings.HasPrefix(arg, "5")):
			c.told.at(kid.directive, proviso.Warning, CodeHidden, n.label()+" keeps "+path+" from readers, who then see nothing of what is published there", mend)
			return
		case kid.name == "return":
			c.told.at(kid.directive, proviso.Warning, CodeHidden, n.label()+" answers for "+path+" by itself: what is written into the file is not seen", mend)
			return
		case kid.name == "alias" && how == "=":
			c.told.at(kid.directive, proviso.Notice, CodeHidden, path+" is served from "+arg+": that is the file to publish in", "")
			return
		}
	}
}

// locate finds the location that answers for a path, as ngx_http_core_find_location does. It is
// not ok where a regular expression that Go does not know might match.
func (n *node) locate(path string) (found *node, ok bool) {
	var best *node
	for _, l := range n.blocks("location") {
		how, text := l.match()
		if how == "=" && text == path {
			return l, true
		}
		if (how == "" || how == "^~") && strings.HasPrefix(path, text) && (best == nil || len(text) > len(best.args[len(best.args)-1])) {
			best = l
		}
	}
	inner, ok := n, true
	if best != nil {
		inner, ok = best.locate(path)
		if how, _ := best.match(); !ok || inner != best && inner.decides() || how == "^~" {
			return inner, ok
		}
	}
	for _, l := range n.blocks("location") {
		how, text := l.match()
		if !strings.HasPrefix(how, "~") {
			continue
		}
		matches, known := matchesRegexp(text, path, how == "~*")
		if !known {
			return n, false
		}
		if matches {
			return l.locate(path)
		}
	}
	return inner, true
}

// decides reports whether nginx looks no further once it has found a location.
func (n *node) decides() bool {
	how, _ := n.match()
	return how == "=" || strings.HasPrefix(how, "~")
}

// match gives how a location matches ("", "=", "^~", "~", "~*", "@") and what.
func (n *node) match() (how, text string) {
	switch len(n.args) {
	case 0:
		return "@", ""
	case 1:
		for _, how := range []string{"=", "^~", "~*", "~", "@"} {
			if rest, found := strings.CutPrefix(n.args[0], how); found {
				return how, rest
			}
		}
		return "", n.args[0]
	}
	return n.args[0], n.args[1]
}

// lookahead is the one thing beyond Go's regular expressions that locations for hidden files
// often have: /\.(?!well-known).
var lookahead = regexp.MustCompile(`\(\?!\^?((?:[^()\\]|\\.)*)\)`)

// matchesRegexp reports whether a location's expression matches a path. A path that has what is
// excluded anywhere in it is taken for one that does not match.
func matchesRegexp(text, path string, fold bool) (matches, known bool) {
	for _, found := range lookahead.FindAllStringSubmatch(text, -1) {
		for excluded := range strings.SplitSeq(found[1], "|") {
			if name := strings.NewReplacer(`\`, "", "/", "").Replace(excluded); name != "" && strings.Contains(path, name) {
				return false, true
			}
		}
	}
	text = lookahead.ReplaceAllString(text, "")
	if fold {
		text = "(?i)" + text
	}
	re, err := regexp.Compile(text)
	if err != nil {
		return false, false
	}
	return re.MatchString(path), true
}
