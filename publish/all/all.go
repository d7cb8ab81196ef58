// Package all is the one list of the places where Proviso publishes.
package all

import (
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/apache"
	"github.com/proviso-signals/proviso/publish/caddy"
	"github.com/proviso-signals/proviso/publish/cloudfront"
	"github.com/proviso-signals/proviso/publish/document"
	"github.com/proviso-signals/proviso/publish/headersfile"
	"github.com/proviso-signals/proviso/publish/htmlhead"
	"github.com/proviso-signals/proviso/publish/netlify"
	"github.com/proviso-signals/proviso/publish/nginx"
	"github.com/proviso-signals/proviso/publish/page"
	"github.com/proviso-signals/proviso/publish/robotstxt"
	"github.com/proviso-signals/proviso/publish/rsl"
	"github.com/proviso-signals/proviso/publish/tdmrep"
	"github.com/proviso-signals/proviso/publish/trusttxt"
	"github.com/proviso-signals/proviso/publish/vercel"
)

// Writers lists them in the order in which plans are shown.
func Writers() []*publish.Writer {
	return []*publish.Writer{
		&rsl.Writer, // before those that refer to its document
		&robotstxt.Writer,
		&nginx.Writer,
		&apache.Writer,
		&apache.Htaccess,
		&caddy.Writer,
		&netlify.Writer,
		&headersfile.Netlify,
		&headersfile.Cloudflare,
		&vercel.Writer,
		&cloudfront.Writer,
		&tdmrep.Writer,
		&trusttxt.Writer,
		&htmlhead.Writer,
		&document.Writer,
		&page.Writer,
	}
}
