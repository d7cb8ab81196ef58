package htmlhead

// Limits of what a page is listed with. Each sets Page.Cut when it bites. There is
// none on the bytes of a head, which ends at a tag, nor on the attributes of a tag,
// of which only those looked for are kept: the work is in proportion to the page
// whatever it holds.
const (
	// MaxMetas is how many meta elements are listed.
	MaxMetas = 1 << 13
	// MaxLinks is how many link elements are listed.
	MaxLinks = 1 << 13
	// MaxScripts is how many data blocks are listed.
	MaxScripts = 1 << 10
	// MaxMarks is how many marks are listed.
	MaxMarks = 1 << 13
	// MaxDepth is how deep elements may be nested before those further in are
	// forgotten. It is what browsers keep to. In a body, Cut is set only if something
	// was found after that.
	MaxDepth = 512
)

// scanner reads one page.
type scanner struct {
	stack
	page *Page
	html []byte
	tag  tag
	// inNoscript is set where the head ended within a noscript element.
	inNoscript bool
}

// Scan reads a page into p, whose slices are used again: what an earlier Scan into
// the same Page gave is no longer valid. It never fails. The page must be in UTF-8,
// with or without a byte order mark, or in another encoding that holds ASCII as it is;
// values come in the page's encoding, but what character references stand for comes in
// UTF-8.
func Scan(p *Page, html []byte) { scan(p, html, false) }

// scan is Scan; everything forbids it to leave out the body where nothing can be
// found in it.
func scan(p *Page, html []byte, everything bool) {
	p.reset()
	s := scanner{page: p, html: html, stack: stack{open: p.open[:0]}}
	end, framed := s.head()
	p.HeadEnd = end
	if s.inNoscript {
		p.Late = p.late(html, end)
	}
	if !framed && (everything || mayHold(p, html[end:])) {
		s.body(end)
	}
	p.open = s.open[:0]
}

// reset empties a page and keeps its memory.
func (p *Page) reset() {
	*p = Page{
		Metas: p.Metas[:0], Links: p.Links[:0], Scripts: p.Scripts[:0], Marks: p.Marks[:0],
		store: p.store[:0], open: p.open, after: p.after,
	}
}
