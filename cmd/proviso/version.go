package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/expr"
)

// release is the version under development or, in a release, released.
const release = "0.1.0-dev"

func newVersion(s streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the version and the revisions it implements",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			v := struct {
				Schema  string `json:"schema"`
				Version string `json:"version"`
				Commit  string `json:"commit,omitempty"`
				Go      string `json:"go"`
				Signals string `json:"signals"`
				Profile string `json:"profile"`
				Answer  string `json:"answer"`
			}{"proviso.version/1", release, commit(), runtime.Version(), proviso.SignalsSpec, expr.DefaultProfile().Title, answer.Schema}
			if asJSON {
				return writeJSON(s, v)
			}
			fmt.Fprintf(s.out, "proviso %s", v.Version)
			if v.Commit != "" {
				fmt.Fprintf(s.out, " (%s)", v.Commit)
			}
			fmt.Fprintf(s.out, "\nimplements %s and %s\nanswers in %s, built with %s\n", v.Signals, v.Profile, v.Answer, v.Go)
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// commit is the revision the binary was built from, if the build recorded one.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" && len(setting.Value) >= 12 {
			return setting.Value[:12]
		}
	}
	return ""
}
