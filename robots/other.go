package robots

// Other lists the lines of another directive in the groups that bind the asker,
// in file order. The key is compared without regard to case. Lines whose colon is
// missing are left out.
func (r *Rules) Other(key string) []Line {
	var lines []Line
	run := run{who: r.who}
	grouping := newGrouping()
	for i, rec := range r.file.records {
		grouping.see(rec.kind())
		run.see(r.file, i, isAccess(rec.kind()))
		if run.bound {
			lines = r.file.appendOther(lines, i, grouping.index, key)
		}
	}
	return lines
}

// Other lists the lines of another directive that stand before any group. The key
// is compared without regard to case. Lines whose colon is missing are left out.
func (f *File) Other(key string) []Line {
	var lines []Line
	for i, rec := range f.records {
		if rec.kind() == UserAgent {
			break
		}
		lines = f.appendOther(lines, i, -1, key)
	}
	return lines
}

func (f *File) appendOther(lines []Line, i, group int, key string) []Line {
	if k := f.records[i].kind(); k != Unknown && k != Sitemap {
		return lines
	}
	if line := f.line(i, group); equalFold(line.Key, key) && !line.Flaws.Has(MissingColon) {
		lines = append(lines, line)
	}
	return lines
}
