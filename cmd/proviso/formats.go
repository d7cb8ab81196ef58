package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier/all"
	"github.com/proviso-signals/proviso/expr"
	publishers "github.com/proviso-signals/proviso/publish/all"
	"github.com/proviso-signals/proviso/publish/hosts"
)

func newFormats(s streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "formats",
		Short: "List what is read and written, at which revision",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if asJSON {
				return writeFormatsJSON(s)
			}
			writeFormats(s)
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func writeFormats(s streams) {
	st := newStyle(s.out)
	fmt.Fprintln(s.out, st.paint(bold, pad("carrier", 16)+pad("reads", 7)+pad("writes", 8)+"specification"))
	for _, c := range all.Carriers() {
		writes := "no"
		if len(c.Forms) > 0 {
			writes = "yes"
		}
		fmt.Fprintf(s.out, "%s%s%s%s\n", pad(c.Name, 16), pad("yes", 7), pad(writes, 8), c.Spec)
	}
	fmt.Fprintln(s.out, "\n"+st.paint(bold, pad("profile", 16)+"labels are read as"))
	for _, p := range expr.Profiles() {
		fmt.Fprintf(s.out, "%s%s\n", pad(p.Name, 16), p.Title)
	}
	fmt.Fprintln(s.out, "\n"+st.paint(bold, pad("signal", 16)+proviso.SignalsSpec))
	for _, signal := range proviso.Signals() {
		fmt.Fprintf(s.out, "%s%s\n", pad(signal.Token, 16), signal.Offer())
	}
	fmt.Fprintln(s.out, "\n"+st.paint(bold, pad("place", 20)+"where apply publishes"))
	for _, w := range publishers.Writers() {
		fmt.Fprintf(s.out, "%s%s\n", pad(w.Name, 20), w.Title)
	}
	fmt.Fprintln(s.out, "\n"+st.paint(bold, pad("host", 20)+"where a site lives"))
	for _, h := range hosts.All() {
		fmt.Fprintf(s.out, "%s%s\n", pad(h.Name, 20), h.Title)
	}
}

func writeFormatsJSON(s streams) error {
	type format struct {
		Name   string `json:"name"`
		Title  string `json:"title"`
		Reads  bool   `json:"reads"`
		Writes bool   `json:"writes"`
		Spec   string `json:"spec"`
		URL    string `json:"url"`
	}
	type named struct {
		Name  string `json:"name"`
		Title string `json:"title"`
	}
	var list struct {
		Schema   string   `json:"schema"`
		Formats  []format `json:"formats"`
		Profiles []named  `json:"profiles"`
		Signals  []named  `json:"signals"`
		Places   []named  `json:"places"`
		Hosts    []named  `json:"hosts"`
	}
	list.Schema = "proviso.formats/1"
	for _, c := range all.Carriers() {
		list.Formats = append(list.Formats, format{c.Name, c.Title, c.Read != nil, len(c.Forms) > 0, c.Spec.String(), c.Spec.URL})
	}
	for _, p := range expr.Profiles() {
		list.Profiles = append(list.Profiles, named{p.Name, p.Title})
	}
	for _, signal := range proviso.Signals() {
		list.Signals = append(list.Signals, named{signal.Token, signal.Offer().String()})
	}
	for _, w := range publishers.Writers() {
		list.Places = append(list.Places, named{w.Name, w.Title})
	}
	for _, h := range hosts.All() {
		list.Hosts = append(list.Hosts, named{h.Name, h.Title})
	}
	return writeJSON(s, list)
}

func writeJSON(s streams, v any) error {
	encoder := json.NewEncoder(s.out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return failure{err}
	}
	return nil
}
