package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"github.com/proviso-signals/proviso/bench/corpus"
	"github.com/proviso-signals/proviso/bench/peer"
	"github.com/proviso-signals/proviso/container"
)

// compareImages compares reading n image files. They are in the memory of the system, for
// all contenders.
func compareImages(n, rounds int, slice time.Duration) error {
	folder, err := os.MkdirTemp("", "images-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	images, err := corpus.Images(folder, n)
	if err != nil {
		return err
	}
	gate, err := equalImages(images)
	if err != nil {
		return err
	}
	fmt.Print(gate)
	var results []result
	for _, kind := range append([]corpus.ImageKind{allKinds}, corpus.ImageKinds()...) {
		if len(of(kind, images)) == 0 {
			continue
		}
		r, err := imageHeat(kind, images).run(rounds, slice)
		if err != nil {
			return err
		}
		results = append(results, r)
	}
	printTable(os.Stdout, results)
	return printMachineLine(os.Stdout, results)
}

// allKinds stands for the whole mix.
const allKinds corpus.ImageKind = "all"

// of gives the files of a kind.
func of(kind corpus.ImageKind, images []corpus.Image) []corpus.Image {
	return slices.DeleteFunc(slices.Clone(images), func(m corpus.Image) bool { return kind != allKinds && m.Kind != kind })
}

// equalImages wants the packets to be those that were put in, for us, and for imagemeta
// but where it looks for none. It tells how many bytes of a file we read.
func equalImages(images []corpus.Image) (string, error) {
	source, blind := container.NewSource(nil, 0), 0
	read, files := map[corpus.ImageKind]int64{}, map[corpus.ImageKind]int64{}
	for _, image := range images {
		scan, err := peer.ScanImage(source, image.Path)
		if err != nil {
			return "", err
		}
		read[image.Kind] += source.Read()
		files[image.Kind]++
		var ours []byte
		if b := scan.Find(container.XMP); b != nil {
			ours = b.Data
		}
		theirs, err := peer.ImagemetaPacket(image.Path)
		switch png := filepath.Ext(image.Path) == ".png"; {
		case err != nil:
			return "", err
		case !bytes.Equal(ours, image.XMP):
			return "", fmt.Errorf("%s: we do not find the packet that was put in", image.Path)
		case png && theirs == nil:
			blind++
		case !bytes.Equal(ours, theirs):
			return "", fmt.Errorf("%s: imagemeta finds another packet", image.Path)
		}
	}
	report := fmt.Sprintf("Equal packets\n\n%d files; imagemeta finds none in %d PNG files\n\n", len(images), blind)
	for _, kind := range corpus.ImageKinds() {
		report += fmt.Sprintf("%s: %d files, %d bytes read of each\n", kind, files[kind], read[kind]/max(files[kind], 1))
	}
	return report + "\n", nil
}

// imageHeat reads the files of a kind one after the other.
func imageHeat(kind corpus.ImageKind, images []corpus.Image) heat {
	images = of(kind, images)
	h := heat{name: "image, " + string(kind)}
	for _, r := range peer.ImageReaders() {
		next := 0
		h.contenders = append(h.contenders, contender{name: r.Name, work: repeat(func() {
			if err := r.Read(images[next%len(images)].Path); err != nil {
				panic(err) // all of them were read before
			}
			next++
		})})
	}
	if _, err := exec.LookPath("exiftool"); err == nil && kind == allKinds {
		h.contenders = append(h.contenders, contender{name: "exiftool -XMP:all -IPTC:all -j -r", outside: func(int) (float64, error) {
			_, _, cpu, err := peer.ExifTool("-XMP:all", "-IPTC:all", "-j", "-r", filepath.Dir(images[0].Path))
			return float64(cpu) / float64(len(images)), err
		}})
	}
	return h
}
