package contentsignal_test

import (
	"testing"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/carriertest"
	"github.com/proviso-signals/proviso/carrier/contentsignal"
)

func inRobots(text string) []*carrier.Artifact {
	return []*carrier.Artifact{{Kind: carrier.Robots, Status: 200, Body: []byte(text)}}
}

func inGroup(text string) []*carrier.Artifact {
	return inRobots("User-agent: *\nContent-Signal: " + text + "\nAllow: /\n")
}

func inHeader(text string) []*carrier.Artifact {
	return []*carrier.Artifact{{Kind: carrier.Response, Header: []carrier.Field{{Name: "content-signal", Value: text}}}}
}

func inPage(text string) []*carrier.Artifact {
	return []*carrier.Artifact{{Kind: carrier.Response, MediaType: "text/html", Body: []byte(text)}}
}

func TestCarrier(t *testing.T) {
	carriertest.Run(t, &contentsignal.Carrier, carriertest.Places{"robots": inGroup, "header": inHeader})
}

func FuzzRobots(f *testing.F) { carriertest.Fuzz(f, &contentsignal.Carrier, inRobots) }
func FuzzGroup(f *testing.F)  { carriertest.Fuzz(f, &contentsignal.Carrier, inGroup) }
func FuzzHeader(f *testing.F) { carriertest.Fuzz(f, &contentsignal.Carrier, inHeader) }
func FuzzPage(f *testing.F)   { carriertest.Fuzz(f, &contentsignal.Carrier, inPage) }
