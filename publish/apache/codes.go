package apache

import "github.com/proviso-signals/proviso/publish"

// Codes of problems that only this package has.
const (
	CodeSyntax   = "apache-syntax"
	CodeUnsaid   = "apache-cannot-say"
	CodeNoSite   = "apache-no-site"
	CodeShared   = "apache-shared-site"
	CodeSame     = "apache-said-twice"
	CodeNotRead  = "apache-not-read"
	CodeTooMany  = "apache-too-many-files"
	CodeOverride = "apache-override"
)

// Codes lists every code of a problem, with its meaning in one sentence.
func Codes() []publish.Code {
	return []publish.Code{
		{Code: CodeSyntax, Meaning: "A section of the configuration is not closed, or closed where none is open, or a line goes on behind the end of the file."},
		{Code: CodeUnsaid, Meaning: "A pattern or value cannot be written in a configuration of httpd."},
		{Code: CodeNoSite, Meaning: "No virtual host is that of the party's domain."},
		{Code: CodeShared, Meaning: "The virtual host also serves hosts that are not the party's, and what is declared is said for them too."},
		{Code: CodeSame, Meaning: "Somebody else's line says the same as what is declared."},
		{Code: CodeNotRead, Meaning: "A file that is included lies outside the folder, or its name is not known."},
		{Code: CodeTooMany, Meaning: "There are more folders or included files than are read."},
		{Code: CodeOverride, Meaning: "Nothing shows whether .htaccess may set fields here; where it may not, httpd answers all requests with status 500."},
	}
}

const (
	// MaxFiles is how many included files, or .htaccess files of folders, are read.
	MaxFiles = 2000
	// MaxDepth is how deep files may include each other.
	MaxDepth = 16
	// MaxEntries is how many files and folders of a site are looked through for .htaccess.
	MaxEntries = 200_000
	// MaxPattern is how long a regular expression may be that httpd takes within an
	// expression, in bytes (MAX_STRING_LEN in util_expr_scan.l, less its end).
	MaxPattern = 8190
	// MaxProblems is how many problems are listed.
	MaxProblems = 50
)
