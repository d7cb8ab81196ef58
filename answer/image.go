package answer

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container"
)

// MaxImageProblems is how many problems of the form of one image file are listed.
const MaxImageProblems = 32

// images tells what is wrong with the form of image files and of the packets in them,
// once for all carriers that read there.
func (a *Answer) images(artifacts []*carrier.Artifact) {
	for _, artifact := range artifacts {
		image := carrier.ImageOf(artifact)
		if image == nil {
			continue
		}
		a.Files = append(a.Files, artifact.Source)
		from := len(a.Reading.Problems)
		for _, p := range image.Scan.Problems {
			a.imageProblem(from, proviso.Where{Source: artifact.Source, Offset: p.Offset}, p, artifact.Truncated)
		}
		for i := range image.Packets {
			packet := &image.Packets[i]
			for _, p := range packet.Problems {
				where := proviso.Where{Source: artifact.Source, Offset: packet.Offset(int(p.Offset)), Part: "XMP"}
				a.imageProblem(from, where, p, artifact.Truncated)
			}
		}
	}
}

func (a *Answer) imageProblem(from int, where proviso.Where, p container.Problem, cut bool) {
	if len(a.Reading.Problems)-from >= MaxImageProblems || cut && strings.Contains(p.Code, "truncated") {
		return // that it was not gathered whole is told elsewhere
	}
	severity := proviso.Notice
	if strings.Contains(p.Code, "too-") || strings.Contains(p.Code, "truncated") || strings.HasSuffix(p.Code, "doctype") || strings.HasSuffix(p.Code, "-xml") {
		severity = proviso.Warning // something may not have been read
	}
	a.Reading.Problems = append(a.Reading.Problems, proviso.Problem{Code: p.Code, Severity: severity, Where: where, Hint: p.Hint})
}
