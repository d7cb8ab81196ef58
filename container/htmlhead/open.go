package htmlhead

// namespace of an element.
type namespace uint8

const (
	inHTML namespace = iota
	inSVG
	inMathML
)

// open is an element that has begun and not ended.
type open struct {
	element element
	space   namespace
	// integrates is set for elements of svg and math that hold HTML: integration
	// points, section 13.2.4.2.
	integrates bool
	// fostered is set for what stands in a table where it does not belong, and so
	// comes before the table: foster parenting, section 13.2.6.1.
	fostered bool
	template templateMode
	name     []byte
	about    []byte // nil for none
}

// templateMode is how far a template has come, section 13.2.6.4, "in template". Only
// one thing about it matters here: whether its content is columns, which ignore all
// else.
type templateMode uint8

const (
	undecided templateMode = iota
	columns
	anything
)

// stack of open elements. It is kept for three things: which about attribute an
// element inherits, whether it stands in a template, and whether in svg or math.
//
// It follows the standard where end tags are left out, where elements end others,
// where a tag means nothing, and in svg, math and tables. It does not follow it in
// these, all in the body:
//
//   - Formatting elements, such as b or a, that a block cut short are not opened again
//     in the next one, section 13.2.4.3: they hand on their about attribute only where
//     they stand, and are listed once.
//   - An about attribute of a second html or body tag counts from there on, not for what
//     came before.
//   - A frameset in the body is ignored, even where it would replace the body.
type stack struct {
	open      []open
	count     [unnamed]uint16 // how many of them are of a kind; kept for those with a constant
	templates int             // how many of them are templates
	form      bool            // a form has begun and its end tag has not come
	lost      bool            // MaxDepth was exceeded: elements are missing
}

func (s *stack) top() *open { return &s.open[len(s.open)-1] }

func (s *stack) push(o open) {
	if len(s.open) >= MaxDepth {
		s.lost = true
		return
	}
	s.counted(&o, 1)
	s.open = append(s.open, o)
}

func (s *stack) counted(o *open, n int) {
	if o.space != inHTML || o.element >= unnamed {
		return
	}
	s.count[o.element] += uint16(n)
	if o.element == elTemplate {
		s.templates += n
	}
}

// cut closes all elements from an index on.
func (s *stack) cut(to int) {
	for i := to; i < len(s.open); i++ {
		s.counted(&s.open[i], -1)
	}
	s.open = s.open[:to]
}

// remove takes one element out and leaves those inside it open.
func (s *stack) remove(i int) {
	s.counted(&s.open[i], -1)
	s.open = append(s.open[:i], s.open[i+1:]...)
}

// about is that of the nearest element open that has one. fostered says that it is
// asked for an element in a table that does not belong there.
func (s *stack) about(fostered bool) []byte {
	for i := len(s.open) - 1; i >= 0; i-- {
		if fostered {
			for i > 0 && !s.open[i].is(elTable) {
				i--
			}
			fostered = false
			continue
		}
		if about := s.open[i].about; about != nil {
			return about
		}
		fostered = s.open[i].fostered
	}
	return nil
}

// fosters reports whether an element does not belong where it is in a table.
func (s *stack) fosters(e element) bool {
	top := s.top()
	return top.space == inHTML && (top.element == elTable || 0 < rank(top.element) && rank(top.element) < rank(elTd)) &&
		!e.has(tablePart) && e != elScript && e != elStyle && e != elTemplate && e != elForm
}

// boundsScope reports whether an element bounds the default scope.
func (o *open) boundsScope() bool {
	if o.space == inHTML {
		return o.element.has(scope)
	}
	return o.bounds()
}

// isSpecial reports whether an element is in the category of that name.
func (o *open) isSpecial() bool {
	if o.space == inHTML {
		return o.element.has(special)
	}
	return o.bounds()
}

// bounds reports whether an element of svg or math is special and bounds scopes.
func (o *open) bounds() bool {
	switch o.element {
	case elMi, elMo, elMn, elMs, elMtext, elAnnotationXML:
		return o.space == inMathML
	case elForeignObject, elDesc, elTitle:
		return o.space == inSVG
	}
	return false
}

func (o *open) is(e element) bool { return o.space == inHTML && o.element == e }

// find is the index of the nearest open HTML element among those wanted, -1 for
// none; bound says where to stop looking, after an element itself was tried.
func (s *stack) find(wanted, bound func(*open) bool) int {
	for i := len(s.open) - 1; i > 0; i-- {
		o := &s.open[i]
		if wanted(o) {
			return i
		}
		if bound(o) {
			return -1
		}
	}
	return -1
}

// closeInScope closes the nearest open HTML element of a kind that has a constant, if
// there is one.
func (s *stack) closeInScope(e element, bound func(*open) bool) bool {
	i := s.inScope(e, bound)
	if i >= 0 {
		s.cut(i)
	}
	return i >= 0
}

func (s *stack) inScope(e element, bound func(*open) bool) int {
	if e < unnamed && s.count[e] == 0 {
		return -1
	}
	return s.find(func(o *open) bool { return o.is(e) }, bound)
}

func defaultScope(o *open) bool { return o.boundsScope() }
func buttonScope(o *open) bool  { return o.boundsScope() || o.is(elButton) }
func listScope(o *open) bool    { return o.boundsScope() || o.is(elOl) || o.is(elUl) }
func tableScope(o *open) bool   { return o.is(elTable) || o.is(elTemplate) }
func isCell(o *open) bool       { return o.is(elTd) || o.is(elTh) || o.is(elCaption) }
