package robotstxt

// Code is a stable code of a problem and what it means.
type Code struct{ Code, Meaning string }

// Codes of problems besides those that all writers have.
const (
	CodeHTML   = "robotstxt-html"
	CodePath   = "robotstxt-path"
	CodeBehind = "robotstxt-behind"
	CodeVendor = "robotstxt-vendor"
	CodeClosed = "robotstxt-closed"
)

// Codes lists them with their meanings.
func Codes() []Code {
	return []Code{
		{CodeHTML, "An HTML page lies where robots.txt should; it was left as it is."},
		{CodePath, "A path of the declaration cannot be written in robots.txt; the file was left as it is."},
		{CodeBehind, "The rules stand in one group at the end of robots.txt, as the file would be too long with them in every group."},
		{CodeVendor, "A service writes a part of robots.txt; that part was not changed."},
		{CodeClosed, "Paths are closed by robots.txt, which therefore states no preference for them."},
	}
}
