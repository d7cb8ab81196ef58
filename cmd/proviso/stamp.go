package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/stamp"
)

// stamping holds what stamp is asked.
type stamping struct {
	streams
	signal, preset, declaration, document string
	uses                                  []string
	rights                                stamp.Rights
	selection                             stamp.Selection
	options                               stamp.Options
	pointer                               string
	replace, undo                         bool
	report                                string
}

func newStamp(s streams) *cobra.Command {
	k := &stamping{streams: s}
	cmd := &cobra.Command{
		Use:   "stamp (--signal SIGNAL | --preset NAME | --undo) [flags] FILE|FOLDER|GLOB ...",
		Short: "Mark image files with a statement of preference, without touching a pixel",
		Long: `Stamp puts a statement of preference into image files: into their XMP, as the exact
expression in Proviso's own mark, and as the nearest term of plus:DataMining for those
who read that. Everything else comes through byte for byte, and before the new file
takes the place of the old one its pixels are compared. Camera raw files get a sidecar.

Presets:

` + presetList() + `
A file that says something stricter already, or something that no stamp has put there,
is held: listed, and not written over without --replace. A file with a C2PA signature is
left alone, because an edit would break it: stamp before signing, or use --sidecar. A
second run over the same files writes nothing. A run that was killed is finished by
giving the same command again.

--undo brings back the original bytes, from the journal that stamp keeps in a folder
.proviso beside the files.`,
		Example: `  proviso stamp --preset "credit me" --dry-run photos/
  proviso stamp --signal cc-cr --declaration https://example.com/ai photos/
  proviso stamp --preset no-training --report stamped.html 'photos/**/*.jpg'
  proviso stamp --undo photos/`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return k.run(cmd.Context(), args) },
	}
	k.flags(cmd)
	return cmd
}

func (k *stamping) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&k.signal, "signal", "", "a CC `signal`: cc-cr, cc-cr-dc, cc-cr-ec or cc-cr-op")
	f.StringVar(&k.preset, "preset", "", "what to say, by `name` or in words: credit, no-training, search-only, clear …")
	f.StringSliceVar(&k.uses, "use", nil, "the `uses` a condition is for (default train-ai,ai-use)")
	f.StringVar(&k.declaration, "declaration", "", "`URL` of the declaration that says it in full")
	f.StringVar(&k.document, "declaration-file", "", "the declaration's `file`, whose digest is stamped with the URL")
	f.StringVar(&k.rights.Creator, "creator", "", "who made the images (dc:creator)")
	f.StringVar(&k.rights.Credit, "credit", "", "the credit `line` (photoshop:Credit)")
	f.StringVar(&k.rights.Notice, "notice", "", "the copyright `notice` (dc:rights)")
	f.StringVar(&k.rights.Terms, "terms", "", "usage terms in `words` (xmpRights:UsageTerms)")
	f.StringVar(&k.rights.LicensorURL, "licensor-url", "", "`URL` where to ask for a licence (plus:Licensor)")
	f.StringVar(&k.pointer, "pointer", "none", "put the declaration's URL behind the copyright notice of Exif and IIM `where`: none, existing, always")
	f.BoolVar(&k.replace, "replace", false, "also write over stricter statements, and those of others")
	f.BoolVar(&k.options.DryRun, "dry-run", false, "show what would be written, and write nothing")
	f.BoolVar(&k.options.InPlace, "in-place", false, "write within the files, with the old bytes in the journal; much faster")
	f.BoolVar(&k.options.Sidecar, "sidecar", false, "write a sidecar beside files that are signed or cannot be edited")
	f.BoolVar(&k.undo, "undo", false, "bring back the files as they were before")
	f.StringVar(&k.report, "report", "", "write a report to `FILE`: .html, .json or .csv")
	f.BoolVar(&k.selection.Flat, "flat", false, "do not go into the folders within folders")
	f.StringArrayVar(&k.selection.Include, "include", nil, "only files that match the `glob`; may be repeated")
	f.StringArrayVar(&k.selection.Exclude, "exclude", nil, "no files that match the `glob`; may be repeated")
	f.IntVar(&k.options.Workers, "workers", 0, fmt.Sprintf("how many files are worked on at `once` (default %d)", stamp.DefaultWorkers))
	cmd.MarkFlagsMutuallyExclusive("signal", "preset", "undo")
	cmd.MarkFlagsOneRequired("signal", "preset", "undo")
	for _, flag := range []string{"use", "declaration", "declaration-file", "creator", "credit", "notice", "terms", "licensor-url", "pointer", "replace", "in-place", "sidecar", "include", "exclude", "flat"} {
		cmd.MarkFlagsMutuallyExclusive("undo", flag)
	}
	var names []string
	for _, p := range stamp.Presets() {
		names = append(names, p.Name)
	}
	_ = cmd.RegisterFlagCompletionFunc("preset", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("signal", cobra.FixedCompletions([]string{"cc-cr", "cc-cr-dc", "cc-cr-ec", "cc-cr-op"}, cobra.ShellCompDirectiveNoFileComp))
}

// presetList is the presets for the help text.
func presetList() string {
	var b strings.Builder
	for _, p := range stamp.Presets() {
		fmt.Fprintf(&b, "  %-12s %s\n", p.Name, p.Meaning)
	}
	return b.String()
}

func (k *stamping) run(ctx context.Context, args []string) error {
	k.selection.Paths = args
	k.options.Digests = k.report != ""
	intent, err := k.intent()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(k.out)
	defer out.Flush()
	p := &stampPrinter{out: out, style: newStyle(k.out), dryRun: k.options.DryRun, undo: k.undo}
	report, err := k.openReport(intent)
	if err != nil {
		return failure{err}
	}
	bar := newStampProgress(ctx, k.streams, &k.selection, k.undo)
	err = k.each(ctx, intent, func(r *stamp.Result) error {
		bar.add(1)
		p.result(r)
		return report.add(r)
	})
	bar.end()
	if reportErr := report.close(err); err == nil && reportErr != nil {
		err = failure{reportErr}
	}
	p.end(args)
	if flushErr := out.Flush(); err == nil && flushErr != nil {
		err = failure{flushErr}
	}
	switch {
	case err != nil && ctx.Err() != nil:
		fmt.Fprintln(k.err, "proviso: stopped; give the same command again to go on")
		return ctx.Err()
	case err != nil:
		return err
	}
	report.says(k)
	return status(p.exit())
}

// each goes through the files.
func (k *stamping) each(ctx context.Context, intent stamp.Intent, each func(*stamp.Result) error) error {
	var err error
	if k.undo {
		err = stamp.Undo(ctx, k.selection.Paths, k.options.DryRun, each)
	} else {
		err = stamp.Run(ctx, k.selection, intent, k.options, each)
	}
	var path *os.PathError
	if errors.As(err, &path) {
		return failure{err}
	}
	return err
}

// intent is what the flags say is to be said.
func (k *stamping) intent() (stamp.Intent, error) {
	if k.undo {
		return stamp.Intent{}, nil
	}
	uses, err := k.parseUses()
	if err != nil {
		return stamp.Intent{}, err
	}
	var i stamp.Intent
	if k.signal != "" {
		i, err = stamp.FromSignal(k.signal, uses)
	} else {
		i, err = stamp.FromPreset(k.preset, uses)
	}
	if err != nil {
		return i, err
	}
	i.Declaration, i.Rights, i.Replace = k.declaration, k.rights, k.replace
	if i.Pointer, err = pointerNamed(k.pointer); err != nil {
		return i, err
	}
	if k.document != "" {
		if k.declaration == "" {
			return i, fmt.Errorf("--declaration-file goes with --declaration, the URL it is published at")
		}
		if i.Document, err = os.ReadFile(k.document); err != nil {
			return i, failure{err}
		}
	}
	return i, nil
}

func (k *stamping) parseUses() (uses []proviso.Use, err error) {
	for _, name := range k.uses {
		u, ok := proviso.ParseUse(strings.TrimSpace(name))
		if !ok {
			return nil, fmt.Errorf("no use is called %q: choose from train-ai, ai-use and search", name)
		}
		uses = append(uses, u)
	}
	return uses, nil
}

func pointerNamed(name string) (stamp.Pointer, error) {
	switch name {
	case "none":
		return stamp.PointerNone, nil
	case "existing":
		return stamp.PointerExisting, nil
	case "always":
		return stamp.PointerAlways, nil
	}
	return 0, fmt.Errorf("--pointer is none, existing or always, not %q", name)
}
