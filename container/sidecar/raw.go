package sidecar

import (
	"path"
	"slices"
	"strings"
)

// RawExtensions lists the formats of raw files for which Adobe's programs keep a
// sidecar, in lower case. DNG is not among them: they embed metadata there.
var RawExtensions = []string{
	".3fr", ".arq", ".arw", ".bay", ".cap", ".ciff", ".cr2", ".cr3", ".crw", ".cs1", ".dcr", ".dcs", ".drf",
	".eip", ".erf", ".fff", ".gpr", ".iiq", ".k25", ".kc2", ".kdc", ".mdc", ".mef", ".mfw", ".mos", ".mrw",
	".nef", ".nrw", ".orf", ".ori", ".pef", ".ptx", ".pxn", ".raf", ".raw", ".rw2", ".rwl", ".rwz",
	".sr2", ".srf", ".srw", ".sti", ".x3f",
}

// others are formats of images and recordings that are not raw, for which some programs
// write a sidecar of the same stem.
var others = []string{
	".ai", ".apng", ".avi", ".avif", ".bmp", ".eps", ".flac", ".gif", ".heic", ".heif", ".hif", ".indd", ".j2k",
	".jfif", ".jp2", ".jpe", ".jpeg", ".jpf", ".jpg", ".jpx", ".jxl", ".m4a", ".m4v", ".mkv", ".mov", ".mp3",
	".mp4", ".mpg", ".mts", ".ogg", ".pdf", ".png", ".psb", ".psd", ".svg", ".svgz", ".tif", ".tiff", ".wav", ".webp",
}

// IsRaw reports whether a file of this name is a raw file that keeps a sidecar.
func IsRaw(name string) bool { return rankOf(name) == raw }

// rank is how likely a sidecar of a file's stem speaks for it, the likeliest first.
type rank uint8

const (
	raw rank = iota
	dng
	other
	never
)

func rankOf(name string) rank {
	switch ext := strings.ToLower(path.Ext(name)); {
	case ext == name || ext == "": // it has no stem, or no extension
		return never
	case slices.Contains(RawExtensions, ext):
		return raw
	case ext == ".dng":
		return dng
	case slices.Contains(others, ext):
		return other
	}
	return never
}
