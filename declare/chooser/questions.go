package chooser

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// Questions are the steps, in order. The hosts are those that can be chosen from for where
// the site lives; without any, that is not asked.
func Questions(hosts ...Option) []Question {
	return []Question{
		{Key: "who", Ask: fixed("Who are you?"), Applies: always,
			Options: words(
				string(Photographer), "I make pictures, or other works", "You speak as their author.",
				string(Archive), "We keep works: an archive, library or museum", "You speak as a custodian, and claim no copyright.",
				string(Publisher), "We publish what others write or make", "You speak as a holder of rights.",
				string(Developer), "I set this up for somebody else", "You speak as their agent."),
			set: func(c *Choice, answer string) error { c.Who = Who(answer); return nil }},
		{Key: "name", Ask: func(c *Choice) string {
			if c.Who == Archive || c.Who == Publisher {
				return "What is your house called?"
			}
			return "What are you called?"
		}, Applies: always, Why: "People and machines read who says it.",
			set: func(c *Choice, answer string) error { c.Name = answer; return nil }},
		{Key: "for", Ask: fixed("For whom do you speak?"), Applies: func(c *Choice) bool { return c.Who == Developer },
			set: func(c *Choice, answer string) error { c.For = answer; return nil }},
		{Key: "domain", Ask: fixed("What is your site's host name?"), Optional: true, Applies: always,
			Why: "Such as example.org. It shows that it is you who speak. Leave it empty if you have no site: then only files can be marked.",
			set: func(c *Choice, answer string) error { c.Domain = host(answer); return nil }},
		{Key: "train-ai", Ask: fixed("May they train generative AI with it?"), Applies: always, Options: answers, set: use(proviso.TrainAI)},
		{Key: "ai-use", Ask: fixed("May it be used in AI answers?"), Applies: always, Options: answers,
			Why: "An assistant looks it up, and answers with it.", set: use(proviso.AIUse)},
		{Key: "search", Ask: fixed("May search engines list it?"), Applies: always, Options: searching, Suggested: fixed("allow"), set: use(proviso.Search)},
		{Key: "tdm", Ask: fixed("May it be analysed in other ways?"), Applies: always, Options: answers, Suggested: fixed("unstated"),
			Why: "Research, statistics, models that generate nothing.", set: use(proviso.TDM)},
		{Key: "credit", Ask: fixed("What is the credit line?"), Applies: asking(proviso.Credit),
			Suggested: func(c *Choice) string { return credited(c) },
			set:       func(c *Choice, answer string) error { c.Credit = answer; return nil }},
		{Key: "credit-link", Ask: fixed("Where does the credit link to?"), Optional: true, Applies: asking(proviso.Credit),
			Suggested: func(c *Choice) string { return home(c) },
			set:       func(c *Choice, answer string) error { c.CreditLink = answer; return nil }},
		{Key: "payee-link", Ask: fixed("On which page do you say how to contribute to you?"), Optional: true, Applies: asking(proviso.DirectContribution),
			set: func(c *Choice, answer string) error { c.PayeeLink = answer; return nil }},
		{Key: "beneficiary", Ask: fixed("Whom should they give back to?"), Optional: true, Applies: asking(proviso.EcosystemContribution),
			Why: "A fund, a community, a project. Leave it empty to leave it to them.",
			set: func(c *Choice, answer string) error { c.Beneficiary = answer; return nil }},
		{Key: "beneficiary-link", Ask: fixed("What is their page?"), Optional: true,
			Applies: func(c *Choice) bool { return c.Beneficiary != "" },
			set:     func(c *Choice, answer string) error { c.BeneficiaryLink = answer; return nil }},
		{Key: "rights", Ask: fixed("Are the works in copyright?"), Optional: true, Applies: func(c *Choice) bool { return c.Who == Archive || c.Who == Publisher },
			Options: words(
				string(declare.InCopyright), "yes", "They are protected.",
				string(declare.PublicDomain), "no", "Not, or no longer.",
				string(declare.Mixed), "some are", "It differs from work to work.",
				string(declare.Undetermined), "not known", ""),
			Suggested: fixed(string(declare.Undetermined)),
			set:       func(c *Choice, answer string) error { c.Rights = declare.Rights(answer); return nil }},
		{Key: "languages", Ask: fixed("Which languages are your pages in?"), Applies: always, Why: "Tags with commas between, the main one first: en, pt-BR.",
			Suggested: func(c *Choice) string { return strings.Join(orEnglish(c.Languages), ", ") },
			set:       func(c *Choice, answer string) error { c.Languages = split(answer); return nil }},
		{Key: "host", Ask: fixed("Where does your site live?"), Optional: true,
			Applies: func(c *Choice) bool { return c.Domain != "" && len(hosts) > 0 },
			Options: func(*Choice) []Option { return hosts }, Suggested: func(c *Choice) string { return c.Publication.Host },
			set: func(c *Choice, answer string) error { c.Publication.Host = answer; return nil }},
		{Key: "images", Ask: fixed("In which folders are your image files?"), Optional: true, Applies: always,
			Why:       "From here on, with commas between. The same can be said in the files themselves, and travels with every copy.",
			Suggested: func(c *Choice) string { return strings.Join(c.Images, ", ") },
			set: func(c *Choice, answer string) error {
				c.Images = nil
				for _, name := range split(answer) {
					if name != "none" {
						c.Images = append(c.Images, folder(name))
					}
				}
				return nil
			}},
		{Key: "stamp", Ask: fixed("Shall the image files be marked?"), Applies: func(c *Choice) bool { return len(c.Images) > 0 },
			Why:     "No pixel is touched, and it can be undone.",
			Options: words("yes", "yes", "", "no", "no", ""), Suggested: fixed("yes"),
			set: func(c *Choice, answer string) error { c.Publication.Stamp = answer == "yes"; return nil }},
	}
}

func always(*Choice) bool { return true }

func fixed(text string) func(*Choice) string { return func(*Choice) string { return text } }

func use(u proviso.Use) func(*Choice, string) error {
	return func(c *Choice, answer string) error {
		c.Uses[u] = answer
		return nil
	}
}

func asking(element string) func(*Choice) bool {
	return func(c *Choice) bool { return c.asks(element) }
}

// split reads a list as people type it.
func split(text string) (list []string) {
	for part := range strings.SplitSeq(text, ",") {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// folder writes a folder as the file has it.
func folder(name string) string {
	name = strings.TrimPrefix(name, "./")
	if name == "." || name == "" {
		return "./"
	}
	if strings.HasSuffix(name, "/") || strings.ContainsAny(name, "*?[{") {
		return name
	}
	return name + "/"
}

func orEnglish(tags []string) []string {
	if len(tags) == 0 {
		return []string{"en"}
	}
	return tags
}

func credited(c *Choice) string {
	if c.Who == Developer {
		return c.For
	}
	return c.Name
}

func home(c *Choice) string {
	if c.Domain == "" {
		return ""
	}
	return "https://" + c.Domain + "/"
}

// host takes the host name out of an address, if somebody gave one.
func host(text string) string {
	if _, rest, ok := strings.Cut(text, "://"); ok {
		text = rest
	}
	text, _, _ = strings.Cut(text, "/")
	return strings.ToLower(text)
}
