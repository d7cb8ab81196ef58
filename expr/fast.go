package expr

import "github.com/proviso-signals/proviso"

// readFast reads the texts that nearly all sites use: members with current
// labels, =y or =n, exceptions with a CC signal, parted by a comma and perhaps a
// space, no label twice. It allocates nothing. Where it is not certain to read
// exactly what readStrict would, it reports false and leaves r empty; a fuzz
// test compares the two.
func readFast(text []byte, p *Profile, r *Reading) bool {
	if !p.current || len(text) > MaxText {
		return false
	}
	if scan(text, p.Exceptions, &r.Outcomes) {
		return true
	}
	r.Outcomes = proviso.Outcomes{}
	return false
}

const exceptionsPrefix = ";" + exceptionsKey + "="

func scan(text []byte, exceptions bool, o *proviso.Outcomes) bool {
	for i := 0; ; {
		var u proviso.Use
		switch rest := text[i:]; {
		case len(rest) > 9 && string(rest[:9]) == "train-ai=":
			u, i = proviso.TrainAI, i+9
		case len(rest) > 7 && string(rest[:7]) == "search=":
			u, i = proviso.Search, i+7
		case len(rest) > 7 && string(rest[:7]) == "ai-use=":
			u, i = proviso.AIUse, i+7
		default:
			return false
		}
		if o[u].Word() != proviso.Unstated {
			return false
		}
		switch text[i] {
		case 'y':
			o[u] = proviso.Allowed()
		case 'n':
			o[u] = proviso.Denied()
		default:
			return false
		}
		if i++; i == len(text) {
			return true
		}
		if text[i] == ';' {
			end := i
			for end < len(text) && text[end] != ',' {
				end++
			}
			if !exceptions || text[i-1] != 'n' || end-i <= len(exceptionsPrefix) || string(text[i:i+len(exceptionsPrefix)]) != exceptionsPrefix {
				return false
			}
			signal, ok := proviso.SignalNamed(string(text[i+len(exceptionsPrefix) : end]))
			if !ok {
				return false
			}
			o[u] = signal.Outcome()
			if i = end; i == len(text) {
				return true
			}
		}
		if text[i] != ',' {
			return false
		}
		if i++; i < len(text) && text[i] == ' ' {
			i++
		}
	}
}
