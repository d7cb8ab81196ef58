package bench

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/bench/corpus"
	"github.com/proviso-signals/proviso/bench/peer"
	"github.com/proviso-signals/proviso/container"
)

var imageFiles = flag.Int("images", corpus.DefaultImages, "how many image files are read")

// made is the corpus, which all tests and benchmarks share. TestMain takes it away.
var made struct {
	sync.Once
	folder string
	images []corpus.Image
	err    error
}

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	if made.folder != "" {
		os.RemoveAll(made.folder)
	}
	os.Exit(code)
}

// imageCorpus makes the files; fewer of them with -short.
func imageCorpus(t testing.TB) []corpus.Image {
	t.Helper()
	made.Do(func() {
		n := *imageFiles
		if testing.Short() {
			n = min(n, 40)
		}
		if made.folder, made.err = os.MkdirTemp("", "images-"); made.err == nil {
			made.images, made.err = corpus.Images(made.folder, n)
		}
	})
	if made.err != nil {
		t.Fatal(made.err)
	}
	return made.images
}

// packetOf is the XMP that we find; nil for none.
func packetOf(t *testing.T, source *container.Source, path string) []byte {
	t.Helper()
	scan, err := peer.ScanImage(source, path)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range scan.Problems {
		t.Errorf("%s: %s: %s", path, p.Code, p.Hint)
	}
	if b := scan.Find(container.XMP); b != nil {
		return b.Data
	}
	return nil
}

// TestImagesAgree: the packet that we find is the one that was put in, byte for byte, and
// the one that imagemeta finds.
func TestImagesAgree(t *testing.T) {
	source := container.NewSource(nil, 0)
	equal, blind := map[corpus.ImageKind]int{}, map[corpus.ImageKind]int{}
	for _, image := range imageCorpus(t) {
		ours := packetOf(t, source, image.Path)
		if !bytes.Equal(ours, image.XMP) {
			t.Errorf("%s: %d bytes, not the %d that were put in", image.Path, len(ours), len(image.XMP))
		}
		theirs, err := peer.ImagemetaPacket(image.Path)
		switch png := image.Kind == corpus.PNGBefore || image.Kind == corpus.PNGAfter; {
		case err != nil:
			t.Errorf("%s: imagemeta: %v", image.Path, err)
		case bytes.Equal(ours, theirs):
			equal[image.Kind]++
		case png && theirs == nil:
			blind[image.Kind]++
		default:
			t.Errorf("%s: imagemeta finds %d bytes, not our %d", image.Path, len(theirs), len(ours))
		}
	}
	t.Logf("imagemeta finds the same in %v, and nothing in %v", equal, blind)
}

// TestImagesAgreeExifTool: likewise for ExifTool, which is asked about all files at once.
func TestImagesAgreeExifTool(t *testing.T) {
	if _, err := exec.LookPath("exiftool"); err != nil {
		t.Skip("SKIPPED: exiftool is not installed: apt-get install libimage-exiftool-perl")
	}
	images := imageCorpus(t)
	theirs := exifToolPackets(t, filepath.Dir(images[0].Path))
	source, equal := container.NewSource(nil, 0), map[corpus.ImageKind]int{}
	for _, image := range images {
		if ours := packetOf(t, source, image.Path); !bytes.Equal(ours, theirs[filepath.Base(image.Path)]) {
			t.Errorf("%s: ExifTool finds %d bytes, not our %d", image.Path, len(theirs[filepath.Base(image.Path)]), len(ours))
			continue
		}
		equal[image.Kind]++
	}
	t.Logf("ExifTool finds the same in %v", equal)
}

// exifToolPackets gives the packets that ExifTool finds in the files of a folder, by
// their names.
func exifToolPackets(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	out, _, _, err := peer.ExifTool("-j", "-b", "-XMP", folder)
	if err != nil {
		t.Fatal(err)
	}
	var files []struct{ SourceFile, XMP string }
	if err := json.Unmarshal(out, &files); err != nil {
		t.Fatal(err)
	}
	packets := map[string][]byte{}
	for _, f := range files {
		packet := []byte(f.XMP)
		if coded, ok := strings.CutPrefix(f.XMP, "base64:"); ok {
			if packet, err = base64.StdEncoding.DecodeString(coded); err != nil {
				t.Fatal(err)
			}
		}
		packets[filepath.Base(f.SourceFile)] = packet
	}
	return packets
}

// BenchmarkImages reads files that are in the memory of the system already, on one
// processor: all of the corpus, and each kind by itself. Besides the time it tells how
// many files a second that makes, by the clock and by the CPU time of the process, and
// how many bytes we read of a file.
func BenchmarkImages(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	images := imageCorpus(b)
	for _, kind := range append([]corpus.ImageKind{"all"}, corpus.ImageKinds()...) {
		var paths []string
		for _, image := range images {
			if kind == "all" || kind == image.Kind {
				paths = append(paths, image.Path)
			}
		}
		if len(paths) == 0 {
			continue
		}
		for _, r := range peer.ImageReaders() {
			b.Run(string(kind)+"/"+strings.ReplaceAll(r.Name, " ", "-"), func(b *testing.B) { benchmarkReader(b, r, paths) })
		}
		b.Run(string(kind)+"/bytes", func(b *testing.B) { benchmarkBytes(b, paths) })
	}
}

func benchmarkReader(b *testing.B, r peer.ImageReader, paths []string) {
	for _, path := range paths { // into the memory of the system
		if err := r.Read(path); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	cpu := cpuTime()
	i := 0
	for b.Loop() {
		if err := r.Read(paths[i%len(paths)]); err != nil {
			b.Fatal(err)
		}
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "files/s")
	b.ReportMetric(float64(b.N)/(cpuTime()-cpu).Seconds(), "files/cpu-s")
}

// benchmarkBytes tells how many bytes of a file are read.
func benchmarkBytes(b *testing.B, paths []string) {
	source, read := container.NewSource(nil, 0), int64(0)
	for b.Loop() {
		read = 0
		for _, path := range paths {
			if _, err := peer.ScanImage(source, path); err != nil {
				b.Fatal(err)
			}
			read += source.Read()
		}
	}
	b.ReportMetric(float64(read)/float64(len(paths)), "read-B/file")
}

// BenchmarkImagesExifTool has ExifTool read the whole folder, each time with a start of
// the program.
func BenchmarkImagesExifTool(b *testing.B) {
	if _, err := exec.LookPath("exiftool"); err != nil {
		b.Skip("SKIPPED: exiftool is not installed")
	}
	images := imageCorpus(b)
	var wall, cpu time.Duration
	for b.Loop() {
		_, w, c, err := peer.ExifTool("-XMP:all", "-IPTC:all", "-j", "-r", filepath.Dir(images[0].Path))
		if err != nil {
			b.Fatal(err)
		}
		wall, cpu = wall+w, cpu+c
	}
	files := float64(b.N * len(images))
	b.ReportMetric(files/wall.Seconds(), "files/s")
	b.ReportMetric(files/cpu.Seconds(), "files/cpu-s")
}

// cpuTime is the CPU time that the process has used.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // it takes no argument that could be wrong
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
