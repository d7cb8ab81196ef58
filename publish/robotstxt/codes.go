package robotstxt

import "github.com/proviso-signals/proviso/publish"

// Codes of problems besides those that all writers have.
const (
	CodeHTML   = "robotstxt-html"
	CodePath   = "robotstxt-path"
	CodeBehind = "robotstxt-behind"
	CodeVendor = "robotstxt-vendor"
	CodeClosed = "robotstxt-closed"
)

// Codes lists them with their meanings.
func Codes() []publish.Code {
	return []publish.Code{
		{Code: CodeHTML, Meaning: "An HTML page lies where robots.txt should; it was left as it is."},
		{Code: CodePath, Meaning: "A path of the declaration cannot be written in robots.txt; the file was left as it is."},
		{Code: CodeBehind, Meaning: "The rules stand in one group at the end of robots.txt, as the file would be too long with them in every group."},
		{Code: CodeVendor, Meaning: "A service writes a part of robots.txt; that part was not changed."},
		{Code: CodeClosed, Meaning: "Paths are closed by robots.txt, which therefore states no preference for them."},
	}
}
