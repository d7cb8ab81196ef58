package sfv

import "fmt"

// SyntaxError tells why an input is not a structured field. The RFC voids the
// whole field.
type SyntaxError struct {
	// Offset is the byte offset of what is wrong, from 0 to the length of the
	// input. Of something that was left open, such as a string, it is the start.
	Offset int
	Reason Reason
}

// Error words the error for people, with the offset.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("offset %d: %s", e.Offset, e.Reason.Plain())
}

// ValueError tells why a value cannot be serialised (RFC 9651 section 4.1).
type ValueError struct {
	// Where leads to the culprit: a dictionary key or a 0-based place in a list,
	// then "(n)" for an item of an inner list and ";key" for a parameter, as in
	// "train-ai;exceptions" or "0(2);q".
	Where  string
	Reason Reason
}

// Error words the error for people, with the place.
func (e *ValueError) Error() string {
	if e.Where == "" {
		return e.Reason.Plain()
	}
	return fmt.Sprintf("%q: %s", e.Where, e.Reason.Plain())
}

// Reason is what an author did wrong. The set is closed; see [Reasons].
type Reason uint8

const (
	// MissingValue: something has to stand here and nothing does, as in "a=" or
	// an empty item.
	MissingValue Reason = iota
	// BadValue: no type of value begins like this, as in a='x'.
	BadValue
	// TrailingComma: a comma with nothing after it.
	TrailingComma
	// EmptyMember: two commas with nothing between, or a comma at the start.
	EmptyMember
	// MissingComma: another member where a comma should be, as in "a=1 b=2"; also
	// what text with spaces and no quotes looks like.
	MissingComma
	// TrailingText: something after the end of a member or item.
	TrailingText

	// MissingKey: "=" with no key before it.
	MissingKey
	// UpperCaseKey: an upper-case letter in a key.
	UpperCaseKey
	// BadKey: another character that cannot stand in a key, or not at its start.
	BadKey
	// EmptyParameterKey: ";" with no parameter after it.
	EmptyParameterKey

	// SpaceAroundEquals: a space or tab before or after "=".
	SpaceAroundEquals
	// SpaceBeforeSemicolon: a space or tab before ";".
	SpaceBeforeSemicolon
	// MisplacedTab: a tab where only spaces may stand. Tabs may stand by the
	// commas of a list or dictionary and nowhere else.
	MisplacedTab
	// NonASCII: a byte above 0x7F.
	NonASCII
	// ControlCharacter: a byte below 0x20, or 0x7F.
	ControlCharacter

	// UnterminatedString: a string without its closing quote.
	UnterminatedString
	// BadEscape: a backslash in a string before anything but \ and ".
	BadEscape
	// BadToken: a character that cannot stand in a token, as in a=x?y.
	BadToken
	// BadNumber: digits missing, or something else among them, as in 1. or 1day.
	BadNumber
	// NumberTooLong: more digits than the type allows, leading zeros included.
	NumberTooLong
	// UnterminatedByteSequence: a byte sequence without its closing colon.
	UnterminatedByteSequence
	// BadBase64: not base64 with the standard alphabet.
	BadBase64
	// BadBoolean: "?" without exactly 0 or 1 after it.
	BadBoolean
	// BadDate: "@" without exactly an integer after it.
	BadDate
	// BadDisplayString: "%" without a quote after it.
	BadDisplayString
	// UnterminatedDisplayString: a display string without its closing quote.
	UnterminatedDisplayString
	// BadPercentEscape: "%" in a display string without two digits or lower-case
	// letters a to f after it.
	BadPercentEscape
	// BadUTF8: the text of a display string is not UTF-8.
	BadUTF8

	// UnterminatedInnerList: "(" without its ")".
	UnterminatedInnerList
	// CommaInInnerList: a comma between items that spaces should part.
	CommaInInnerList
	// MissingSpace: no space between two items of an inner list.
	MissingSpace
	// NestedInnerList: an inner list inside another.
	NestedInnerList
	// InnerListAsParameter: an inner list as the value of a parameter.
	InnerListAsParameter
	// InnerListAsItem: an inner list where the field is a single item.
	InnerListAsItem

	// TooLarge: more than a limit of this package allows; the RFC has no quarrel
	// with it.
	TooLarge

	// DuplicateKey: only from serialising; a parser takes the later value.
	DuplicateKey
	// UnknownType: only from serialising; Value.Type is none of the constants.
	UnknownType

	numReasons = iota
)

// Reasons lists every reason, so that a caller can test that it knows them all.
func Reasons() []Reason {
	all := make([]Reason, numReasons)
	for i := range all {
		all[i] = Reason(i)
	}
	return all
}

// String gives the stable kebab-case code, such as "trailing-comma".
func (r Reason) String() string {
	if int(r) < len(reasonTexts) {
		return reasonTexts[r].code
	}
	return fmt.Sprintf("reason(%d)", uint8(r))
}

// Plain words the reason for people, as part of a sentence: "a comma with nothing
// after it".
func (r Reason) Plain() string {
	if int(r) < len(reasonTexts) {
		return reasonTexts[r].plain
	}
	return r.String()
}

var reasonTexts = [numReasons]struct{ code, plain string }{
	MissingValue:              {"missing-value", "nothing where a value should be"},
	BadValue:                  {"bad-value", "no value begins with this character; text needs double quotes"},
	TrailingComma:             {"trailing-comma", "a comma with nothing after it"},
	EmptyMember:               {"empty-member", "nothing before a comma"},
	MissingComma:              {"missing-comma", "no comma before the next member; text with spaces needs double quotes"},
	TrailingText:              {"trailing-text", "something after the end of a value"},
	MissingKey:                {"missing-key", "no key before '='"},
	UpperCaseKey:              {"upper-case-key", "an upper-case letter in a key"},
	BadKey:                    {"bad-key", "a character that cannot stand in a key"},
	EmptyParameterKey:         {"empty-parameter-key", "';' with no parameter after it"},
	SpaceAroundEquals:         {"space-around-equals", "a space beside '='"},
	SpaceBeforeSemicolon:      {"space-before-semicolon", "a space before ';'"},
	MisplacedTab:              {"misplaced-tab", "a tab where only spaces may stand"},
	NonASCII:                  {"non-ascii", "a byte that is not ASCII"},
	ControlCharacter:          {"control-character", "a control character"},
	UnterminatedString:        {"unterminated-string", "a string without its closing quote"},
	BadEscape:                 {"bad-escape", `a backslash before something other than \ or "`},
	BadToken:                  {"bad-token", "a character that cannot stand in a token; text needs double quotes"},
	BadNumber:                 {"bad-number", "a number that is not made of digits"},
	NumberTooLong:             {"number-too-long", "a number with too many digits"},
	UnterminatedByteSequence:  {"unterminated-byte-sequence", "a byte sequence without its closing colon"},
	BadBase64:                 {"bad-base64", "a byte sequence that is not base64"},
	BadBoolean:                {"bad-boolean", "a boolean that is neither ?0 nor ?1"},
	BadDate:                   {"bad-date", "a date that is not '@' and a whole number of seconds"},
	BadDisplayString:          {"bad-display-string", "'%' without the quote that opens a display string"},
	UnterminatedDisplayString: {"unterminated-display-string", "a display string without its closing quote"},
	BadPercentEscape:          {"bad-percent-escape", "'%' without two lower-case hexadecimal digits after it"},
	BadUTF8:                   {"bad-utf8", "text that is not UTF-8"},
	UnterminatedInnerList:     {"unterminated-inner-list", "'(' without its ')'"},
	CommaInInnerList:          {"comma-in-inner-list", "a comma in an inner list, where only spaces part items"},
	MissingSpace:              {"missing-space", "no space between the items of an inner list"},
	NestedInnerList:           {"nested-inner-list", "an inner list inside an inner list"},
	InnerListAsParameter:      {"inner-list-as-parameter", "an inner list as the value of a parameter"},
	InnerListAsItem:           {"inner-list-as-item", "an inner list where a single item should be"},
	TooLarge:                  {"too-large", "more than the limits allow"},
	DuplicateKey:              {"duplicate-key", "a key that is already taken"},
	UnknownType:               {"unknown-type", "a value of no known type"},
}
