package htmlhead

// begin closes what a start tag in HTML closes. It reports false for a tag that
// stands for nothing where it is. Sections 13.2.6.4.7 to 13.2.6.4.15.
func (s *stack) begin(e element) bool {
	if s.top().is(elColgroup) && e != elCol && e != elTemplate {
		s.cut(len(s.open) - 1) // it holds nothing else
	}
	switch e {
	case elLi:
		s.closeItem(func(o *open) bool { return o.is(elLi) })
	case elDd, elDt:
		s.closeItem(func(o *open) bool { return o.is(elDd) || o.is(elDt) })
	case elA, elNobr:
		s.endFormatting(e)
	case elButton:
		s.closeInScope(elButton, defaultScope)
	case elOption, elOptgroup:
		s.closeOptions(e)
	case elHr:
		if s.inScope(elSelect, defaultScope) >= 0 {
			s.closeImplied(ordinary)
		}
	case elInput:
		s.closeInScope(elSelect, defaultScope)
	case elSelect:
		if s.closeInScope(elSelect, defaultScope) {
			return false
		}
	case elForm:
		if s.templates == 0 {
			if s.form {
				return false
			}
			s.form = true
		}
		if s.tableInHand() >= 0 {
			return true // it will hold nothing, and so ends nothing
		}
	case elTable:
		if i := s.tableInHand(); i >= 0 {
			s.cut(i)
		}
	}
	if e.has(closesP) {
		s.closeInScope(elP, buttonScope)
	}
	if isHeading(e) && s.top().space == inHTML && isHeading(s.top().element) {
		s.cut(len(s.open) - 1)
	}
	if e.has(tablePart) {
		return s.toTable(e)
	}
	return true
}

func isHeading(e element) bool { return elH1 <= e && e <= elH6 }

// tableInHand is the index of the table that is open if none of its cells is, -1
// otherwise.
func (s *stack) tableInHand() int {
	if s.count[elTable] == 0 {
		return -1
	}
	i := s.find(tableScope, isCell)
	if i >= 0 && s.open[i].is(elTable) {
		return i
	}
	return -1
}

// closeOptions closes what an option or a group of options follows.
func (s *stack) closeOptions(e element) {
	if s.inScope(elSelect, defaultScope) < 0 {
		if s.top().is(elOption) {
			s.cut(len(s.open) - 1)
		}
		return
	}
	except := ordinary
	if e == elOption {
		except = elOptgroup
	}
	s.closeImplied(except)
}

// closeImplied generates implied end tags, section 13.2.6.3, except for an element.
func (s *stack) closeImplied(except element) {
	for top := s.top(); top.space == inHTML && top.element.has(implied) && top.element != except; top = s.top() {
		s.cut(len(s.open) - 1)
	}
}

// closeItem closes the list item that a new one follows.
func (s *stack) closeItem(item func(*open) bool) {
	i := s.find(item, func(o *open) bool {
		return o.isSpecial() && !o.is(elAddress) && !o.is(elDiv) && !o.is(elP)
	})
	if i >= 0 {
		s.cut(i)
	}
}

// rank orders the parts of a table; 0 is no part that holds others.
func rank(e element) int {
	switch e {
	case elTd, elTh:
		return 3
	case elTr:
		return 2
	case elTbody, elThead, elTfoot:
		return 1
	}
	return 0
}

// toTable closes elements down to the part of a table that a new part belongs into,
// and reports false where there is no table.
func (s *stack) toTable(e element) bool {
	i := s.find(func(o *open) bool {
		return tableScope(o) || o.space == inHTML && rank(o.element) > 0 && rank(o.element) < rank(e)
	}, tableScope)
	if i < 0 {
		return false
	}
	s.cut(i + 1)
	return true
}

// end closes what an end tag in HTML closes.
func (s *stack) end(e element, name []byte) {
	switch {
	case e == elHTML || e == elBody || e == elHead:
	case e == elTemplate:
		if s.templates > 0 {
			s.closeInScope(elTemplate, func(*open) bool { return false })
		}
	case e == elP:
		s.closeInScope(elP, buttonScope)
	case e == elForm && s.templates == 0:
		s.endForm()
	case e == elLi:
		s.closeInScope(elLi, listScope)
	case e == elTable || e.has(tablePart):
		s.closeInScope(e, tableScope)
	case isHeading(e):
		if i := s.find(func(o *open) bool { return o.space == inHTML && isHeading(o.element) }, defaultScope); i >= 0 {
			s.cut(i)
		}
	case e.has(block) || e == elDd || e == elDt:
		s.closeInScope(e, defaultScope)
	case e.has(formatting):
		s.endFormatting(e)
	default:
		i := s.find(func(o *open) bool {
			return o.space == inHTML && o.element == e && (e != ordinary || same(o.name, name))
		}, (*open).isSpecial)
		if i >= 0 {
			s.cut(i)
		}
	}
}

// endForm closes a form, but not what was opened in it and is still open: that stays
// inside the form.
func (s *stack) endForm() {
	s.form = false
	i := s.inScope(elForm, defaultScope)
	if i < 0 {
		return
	}
	s.closeImplied(ordinary)
	if i+1 < len(s.open) {
		if inner := &s.open[i+1]; inner.about == nil && !inner.fostered {
			inner.about = s.open[i].about
		}
	}
	s.remove(i)
}

// endFormatting is what remains of the adoption agency algorithm, section
// 13.2.6.4.7, for ancestors: blocks inside the formatting element stay open, but come
// out of it and of all between that is not formatting; what the last of them holds
// is closed.
func (s *stack) endFormatting(e element) {
	i := s.inScope(e, defaultScope)
	if i < 0 {
		return
	}
	inside := i + 1
	for range 8 { // as often as the standard tries
		block := s.firstSpecial(inside)
		if block < 0 {
			s.cut(i)
			return
		}
		kept := 0
		for between := block - 1; between >= i; between-- {
			if o := &s.open[between]; between >= inside && o.space == inHTML && o.element.has(formatting) {
				kept++
				continue
			}
			s.remove(between)
		}
		i += kept + 1 // behind the block, where a copy of the formatting element would be
		inside = i
	}
}

// firstSpecial is the index of the first special element from an index on, -1 for
// none.
func (s *stack) firstSpecial(from int) int {
	for i := from; i < len(s.open); i++ {
		if s.open[i].isSpecial() {
			return i
		}
	}
	return -1
}
