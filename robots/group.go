package robots

// Group is a run of user-agent lines and what follows it, up to the next run.
type Group struct {
	Agents      []Agent
	First, Last int   // numbers of its first and last line
	Rules       []int // numbers of its allow, disallow and content-usage lines
}

// Agent is a user-agent line.
type Agent struct {
	Value []byte // as written
	// Token is the product token that is read from it: "*" for everyone, and empty
	// where it begins with something no token begins with.
	Token string
	Line  int
}

// Groups lists the groups in order, as access sees them. A group's last line is
// the one before the next group, or the last of the file.
func (f *File) Groups() []Group {
	var groups []Group
	grouping := newGrouping()
	for i, r := range f.records {
		grouping.see(r.kind())
		if grouping.index < 0 {
			continue
		}
		if grouping.index == len(groups) {
			groups = append(groups, Group{First: i + 1})
		}
		g := &groups[grouping.index]
		g.Last = i + 1
		switch k := r.kind(); {
		case k == UserAgent:
			value := f.value(i)
			g.Agents = append(g.Agents, Agent{Value: value, Token: agentToken(value), Line: i + 1})
		case isRule(k):
			g.Rules = append(g.Rules, i+1)
		}
	}
	return groups
}

// grouping follows the groups of a file line by line, as access sees them.
type grouping struct {
	index int  // of the current group; -1 before the first
	ruled bool // a rule has ended the run of user-agent lines
}

func newGrouping() grouping { return grouping{index: -1} }

func (g *grouping) see(kind Kind) {
	switch kind {
	case UserAgent:
		if g.index < 0 || g.ruled {
			g.index++
			g.ruled = false
		}
	case Allow, Disallow:
		g.ruled = true
	}
}
