package chooser

// answers are what can be said about a use. The first three are enough for most.
func answers(c *Choice) []Option {
	return []Option{
		{Value: "cc-cr", Title: "yes, with credit", Meaning: "Only if they give credit, with a link where it can be given."},
		{Value: "cc-cr-ec", Title: "yes, if they give something back", Meaning: "Only with credit, and money or work for the commons that they profit from."},
		{Value: "deny", Title: "no", Meaning: "They may not."},
		{Value: "allow", Title: "yes", Meaning: "They may, without conditions.", More: true},
		{Value: "cc-cr-dc", Title: "yes, if they support " + us(c), Meaning: "Only with credit, and a contribution to you, by use and means. It is no price.", More: true},
		{Value: "cc-cr-op", Title: "yes, if their AI is open", Meaning: "Only with credit, and only by AI systems that are open.", More: true},
		{Value: "unstated", Title: "say nothing", Meaning: "Silence: not a yes, and not a no.", More: true},
	}
}

func us(c *Choice) string {
	if c.Who == Archive || c.Who == Publisher {
		return "us"
	}
	return "me"
}

// searching puts the plain answers first: nearly everybody wants to be found.
func searching(c *Choice) []Option {
	list := answers(c)
	yes, no, nothing := list[3], list[2], list[6]
	yes.More, yes.Meaning = false, "Search engines may list it."
	no.Meaning = "It should not be in search results."
	nothing.More = false
	return []Option{yes, no, nothing, more(list[0]), more(list[1]), list[4], list[5]}
}

func more(o Option) Option {
	o.More = true
	return o
}

func words(pairs ...string) func(*Choice) []Option {
	var list []Option
	for i := 0; i < len(pairs); i += 3 {
		list = append(list, Option{Value: pairs[i], Title: pairs[i+1], Meaning: pairs[i+2]})
	}
	return func(*Choice) []Option { return list }
}
