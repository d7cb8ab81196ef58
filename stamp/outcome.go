package stamp

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/container"
)

// Status is what became, or would become, of a file.
type Status string

const (
	Stamped   Status = "stamped"   // written; in a dry run, it would be
	Unchanged Status = "unchanged" // it says so already
	Held      Status = "held"      // it says something stricter, or of somebody else
	Signed    Status = "signed"    // it has a C2PA manifest, or a link to one, which an edit would break
	Refused   Status = "refused"   // it cannot be edited without risk
	Skipped   Status = "skipped"   // it is no image that is known here
	Failed    Status = "failed"    // reading or writing went wrong; the file is as it was
	Restored  Status = "restored"  // undone
)

// Statuses lists them in the order of reports.
func Statuses() []Status {
	return []Status{Stamped, Restored, Unchanged, Held, Signed, Refused, Skipped, Failed}
}

// Plain words the status for people.
func (s Status) Plain() string {
	switch s {
	case Held:
		return "held: says something else already"
	case Signed:
		return "signed: an edit would break the signature"
	case Refused:
		return "refused: cannot be edited safely"
	case Skipped:
		return "skipped: not an image"
	}
	return string(s)
}

// Result is what became of one file.
type Result struct {
	Path   string
	Format string // of the container; empty where it is not known
	Status Status
	// Target is the sidecar where one stands for the file; empty where the file itself
	// was looked at.
	Target string
	// Before and After are what the file says, by Proviso's own reading.
	Before, After proviso.Outcomes
	// Existing are statements that the file had before and that are not from a stamp.
	Existing []proviso.Evidence
	// Losses are what the nearest term of plus:DataMining cannot say.
	Losses []proviso.Loss
	// Code and Hint say why a file was not written; stable and kebab-case, and one
	// sentence.
	Code, Hint string
	// Notes are further words about a file that was written: a pointer that did not fit.
	Notes []string
	// How is how it was written: "replace", "in-place", "insert-range" or "create".
	How string
	// SizeBefore and SizeAfter are in bytes.
	SizeBefore, SizeAfter int64
	// SHA256Before and SHA256After are digests of the whole file, hex; empty where they
	// were not taken.
	SHA256Before, SHA256After string
	// Problems are what is wrong with the file as it was.
	Problems []container.Problem
}

// Codes of results that are the stamp's own; those of refusals are the containers' and
// package xmp's.
const (
	CodeStricter = "stamp-stricter"        // it says something that the new statement would loosen
	CodeForeign  = "stamp-foreign"         // plus:DataMining was set by somebody else
	CodePackets  = "stamp-packets"         // it has several XMP packets that differ
	CodeSigned   = "stamp-signed"          // it has a C2PA manifest, or a link to one
	CodeFormat   = "stamp-format"          // of no format that is known
	CodePacket   = "stamp-packet"          // its XMP packet could not be read
	CodeSidecars = "stamp-sidecars"        // it has two sidecars
	CodeLooser   = "stamp-reads-looser"    // our own reading of the new file is not what was to be said
	CodePayload  = "stamp-pixels"          // the pixels would not be the same; rolled back
	CodeReadBack = "stamp-read-back"       // the new file does not read back; rolled back
	CodeReadOnly = "stamp-read-only"       // its permissions say that it is not to be written
	CodeChanged  = "stamp-file-changed"    // it changed while it was looked at, or since
	CodeIO       = "stamp-io"              // the system gave an error
	CodeBusy     = "stamp-busy"            // another run is stamping in the folder
	CodeNoUndo   = "stamp-nothing-to-undo" // no journal knows of it
)

// Code explains a code of a result.
type Code struct{ Code, Meaning string }

// Codes lists the codes that are the stamp's own.
func Codes() []Code {
	return []Code{
		{CodeStricter, "the file says something stricter about a use; with --replace it is written all the same"},
		{CodeForeign, "plus:DataMining says something that was not put there by a stamp; with --replace it is written over"},
		{CodePackets, "the file has several XMP packets that differ, of which one alone would stay; with --replace it is written all the same"},
		{CodeSigned, "the file has a C2PA manifest or a link to one, which an edit would break; with --sidecar the statement goes beside it"},
		{CodeFormat, "the file is of no format that is known"},
		{CodePacket, "the XMP packet is too large, or its encoding cannot be undone"},
		{CodeSidecars, "the file has two sidecars that may contradict each other"},
		{CodeLooser, "the new file would not read as strict as it should; nothing was written"},
		{CodePayload, "the pixels would not have been the same; the file is as it was"},
		{CodeReadBack, "the new file did not read back as planned; the file is as it was"},
		{CodeReadOnly, "the permissions of the file say that it is not to be written"},
		{CodeChanged, "the file changed in the meantime"},
		{CodeIO, "the system gave an error; the file is as it was"},
		{CodeBusy, "another run is stamping in the same folder"},
		{CodeNoUndo, "no journal has a change of this file that could be undone"},
	}
}
