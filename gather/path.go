package gather

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container"
)

// PathOptions says how to read files. The zero value reads them for what they are.
type PathOptions struct {
	// URL is the URL of the asset in a single file, or the one a folder is served at:
	// then the file a/b.html in it is the asset a/b.html below that URL, and the
	// folder's robots.txt goes with all of them.
	URL string
	// Robots is the path of a robots.txt that goes with every file and saved response,
	// and with those assets of an archive that the archive has none for.
	Robots string
	// Stdin is read for the path "-"; nil is the process's standard input.
	Stdin io.Reader

	MaxFile int64 // bytes of a file that are kept; 0 is the constant MaxFile
	MaxBody int64 // bytes of an archived body that are kept; 0 is the constant MaxBody

	// OnePass reads an archive once, so that a robots.txt goes only with assets
	// captured after it in the file. Without it, regular files are read twice.
	OnePass bool
	// Bodies reads image files as a whole. Without it just their metadata is read, as
	// the Scan of their artifact, and a sidecar goes with the image that it speaks for.
	Bodies bool
	// RobotsAssets yields the robots.txt captures of an archive as assets too, as
	// they come. Without it they are yielded only if the archive holds nothing else.
	RobotsAssets bool
	// Seek, for a folder that is served, lists the documents that speak about one of
	// its files, as [Seek] does for a URL. Those that the folder holds go with the file.
	Seek func(url string, artifacts []*carrier.Artifact) []carrier.Reference
}

// Path yields the assets in a file, in a folder and the folders below it, or, for
// "-", on standard input. What a file is goes by its name:
//
//   - crawl.warc, .warc.gz, .warc.zst: a web archive, an asset per captured
//     response. Robots.txt captures go with the assets of their origin: the last
//     one captured no later than the asset, or else the first.
//   - page.http: a saved response, header and body, as "curl -i" writes it. A
//     robots.txt beside it goes with it.
//   - robots.txt, example.com.robots.txt: what it says. Given a name or folder that
//     is a host, it is that host's. So is example.com.txt, and any text file, if its
//     lines are those of a robots.txt. One that goes with other files of its folder
//     is not yielded itself.
//   - an image: what its metadata says, and that of its sidecars. A sidecar, such as
//     photo.jpg.xmp, is yielded itself only if there is no file that it speaks for.
//   - anything else: a file, with nothing known of how it is served.
//
// Folders are read in the order of their names. Names that begin with a dot are
// passed over, except ".well-known". Symbolic links to files are followed within the
// folder, others are not.
//
// An error, an [*Error] with a nil asset, says what could not be read, or could be
// read only in part; the rest goes on unless the error is the context's.
func Path(ctx context.Context, name string, opt PathOptions) iter.Seq2[*Asset, error] {
	opt.MaxFile = or(opt.MaxFile, MaxFile)
	opt.MaxBody = or(opt.MaxBody, MaxBody)
	return func(yield func(*Asset, error) bool) {
		w := &walk{ctx: ctx, opt: opt, yield: yield}
		if w.prepare() {
			w.path(name)
		}
	}
}

// onDisk is a file that is named directly.
func onDisk(name string) input {
	return input{name: name, rel: filepath.ToSlash(name), open: func() (fs.File, error) { return os.Open(name) }}
}

// walk is one call of Path. Its methods report whether to go on.
type walk struct {
	ctx    context.Context
	opt    PathOptions
	yield  func(*Asset, error) bool
	robots *carrier.Artifact // from PathOptions.Robots

	folder string   // the folder that is read, as named; empty for a single file
	root   *os.Root // of that folder
	base   string   // its own name, which may be that of a host
	beside beside   // the robots.txt of the folder looked at last
	count  int      // assets yielded
	source *container.Source
	names  names
	// documents of a served folder that were looked for, by URL; nil for what is not
	// there.
	documents map[string]*carrier.Artifact
	// stopped is set when nothing may be yielded any more.
	stopped bool
}

// input is one file to be read.
type input struct {
	name string // as shown
	rel  string // within the folder, with slashes; or as name, for a single file
	open func() (fs.File, error)
}

func (w *walk) asset(a *Asset) bool {
	w.count++
	return w.more(w.yield(a, nil))
}

func (w *walk) fail(code, name, hint string, err error) bool {
	return w.more(w.yield(nil, &Error{Code: code, URL: name, Hint: hint, Err: err}))
}

// more settles whether to go on after something was yielded: the caller wants more
// and the context is alive.
func (w *walk) more(wanted bool) bool {
	w.stopped = w.stopped || !wanted
	if err := w.ctx.Err(); err != nil && !w.stopped {
		w.stopped = true
		w.yield(nil, &Error{Code: CodeCancelled, URL: w.folder, Hint: "The caller gave up.", Err: err})
	}
	return !w.stopped
}

// prepare reads what the options name.
func (w *walk) prepare() bool {
	if !w.more(true) {
		return false
	}
	if w.opt.URL != "" {
		url, err := URL(w.opt.URL)
		if err != nil {
			w.yield(nil, err)
			return false
		}
		w.opt.URL = url
	}
	if w.opt.Robots == "" {
		return true
	}
	var err error
	if w.robots, err = readRobots(onDisk(w.opt.Robots)); err != nil {
		w.fail(CodeFile, w.opt.Robots, "The robots.txt cannot be read.", err)
		return false
	}
	return true
}

func (w *walk) path(name string) bool {
	if name == "-" {
		in := w.opt.Stdin
		if in == nil {
			in = os.Stdin
		}
		return w.stream("-", in)
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return w.fail(CodeFile, name, "The file cannot be read.", bare(err))
	case info.IsDir():
		return w.dir(name)
	case info.Mode().IsRegular():
		if isCapture(name) && !w.lookBeside(name) {
			return false
		}
		return w.file(onDisk(name))
	}
	// A pipe, such as a shell's process substitution.
	f, err := os.Open(name)
	if err != nil {
		return w.fail(CodeFile, name, "The file cannot be read.", bare(err))
	}
	defer f.Close()
	return w.stream(name, f)
}

// lookBeside reads the robots.txt beside a saved response that is named directly.
func (w *walk) lookBeside(name string) bool {
	beside := filepath.Join(filepath.Dir(name), "robots.txt")
	if info, err := os.Stat(beside); err != nil || !info.Mode().IsRegular() {
		return true
	}
	var err error
	if w.beside.robots, err = readRobots(onDisk(beside)); err != nil {
		return w.fail(CodeFile, beside, "The robots.txt beside the file cannot be read.", err)
	}
	return true
}

// file reads a regular file.
func (w *walk) file(in input) bool {
	f, err := in.open()
	if err != nil {
		return w.fail(CodeFile, in.name, "The file cannot be read.", bare(err))
	}
	defer f.Close()
	switch {
	case isArchive(in.rel):
		return w.archive(in.name, f)
	case isCapture(in.rel):
		return w.capture(in, f)
	}
	return w.plain(in, f)
}

// stream reads what has no name to go by.
func (w *walk) stream(name string, r io.Reader) bool {
	b := bufio.NewReaderSize(r, MaxSniff)
	head, _ := b.Peek(MaxSniff)
	in := input{name: name}
	switch {
	case looksArchived(head):
		return w.archive(name, b)
	case strings.HasPrefix(string(head), "HTTP/"):
		return w.capture(in, b)
	}
	return w.plain(in, b)
}

// bare drops the operation and path that file errors repeat.
func bare(err error) error {
	if e := new(fs.PathError); errors.As(err, &e) {
		return e.Err
	}
	return err
}

func isArchive(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ".warc") || strings.HasSuffix(name, ".warc.gz") || strings.HasSuffix(name, ".warc.zst")
}

func isCapture(name string) bool { return strings.HasSuffix(strings.ToLower(name), ".http") }

// looksArchived reports whether a stream is a web archive, or compressed: nothing
// else that is compressed is read from a stream.
func looksArchived(head []byte) bool {
	for _, magic := range []string{"WARC/", "\x1f\x8b", "\x28\xb5\x2f\xfd", "\x5d\x2a\x4d\x18"} {
		if strings.HasPrefix(string(head), magic) {
			return true
		}
	}
	return false
}
