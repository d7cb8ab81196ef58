package stamp_test

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/stamp"
)

// c2pa has the C2PA reader of the Content Authenticity Initiative look at all files with
// a trace of a manifest: what it finds is the same as before, and no file in which it
// finds a store, or a link to one, was written. It is the npm package @contentauth/c2pa-wasm, whose folder
// C2PA_WASM names.
func (o *oracle) c2pa(t *testing.T) {
	wasm := os.Getenv("C2PA_WASM")
	if wasm == "" || !there("node") {
		t.Skip("SKIPPED: manifests are not validated: install node, npm install @contentauth/c2pa-wasm, and set C2PA_WASM to its folder")
	}
	var files []*judged
	var old, now []string
	for _, f := range o.files {
		if data, err := os.ReadFile(o.was(f)); err == nil && trace.Match(data) {
			files, old, now = append(files, f), append(old, o.was(f)), append(now, o.is(f))
		}
	}
	was, is := validate(t, wasm, old), validate(t, wasm, now)
	counts := map[string]int{}
	for i, f := range files {
		state, _, _ := strings.Cut(was[i], " ")
		counts[state+" "+string(f.Status)]++
		own := f.Status == stamp.Stamped && f.Target == ""
		switch {
		case was[i] != is[i]:
			o.damage(t, f, "its manifest was %s and is %s", was[i], is[i])
		case own && state != "none":
			o.damage(t, f, "it was written, and has a manifest, here or elsewhere: %s", was[i])
		}
	}
	t.Logf("%d files with a trace of C2PA: %v", len(files), counts)
}

// trace is what no file with a manifest is without: the name of a store, or the link to
// one that is elsewhere.
var trace = regexp.MustCompile(`c2pa|provenance`)

// validator prints a line for every path that it reads: the state of the manifest, or
// "none", "remote" or "error", and what there is to say about it.
const validator = `
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const pkg = process.argv[2];
const c2pa = await import(pathToFileURL(pkg + "/pkg/c2pa.js").href);
await c2pa.default({ module_or_path: readFileSync(pkg + "/pkg/c2pa_bg.wasm") });
const types = { jpg: "jpeg", jpe: "jpeg", jfif: "jpeg", tif: "tiff", svg: "svg+xml", dng: "x-adobe-dng" };
for (const path of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const ext = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  let line;
  try {
    const r = await c2pa.WasmReader.fromBytes("image/" + (types[ext] || ext), readFileSync(path), '{"verify":{"remote_manifest_fetch":false}}');
    const store = JSON.parse(r.json());
    line = store.validation_state + " " + JSON.stringify([store.active_manifest, store.validation_status]);
  } catch (e) {
    const said = String(e);
    line = (said.includes("JumbfNotFound") ? "none " : said.includes("RemoteManifest") ? "remote " : "error ") + said;
  }
  console.log(line.replaceAll("\n", " "));
}
`

// validate gives what the reader says of files.
func validate(t *testing.T, wasm string, paths []string) (lines []string) {
	t.Helper()
	script := filepath.Join(t.TempDir(), "validator.mjs")
	if err := os.WriteFile(script, []byte(validator), 0o600); err != nil {
		t.Fatal(err)
	}
	c := exec.Command("node", script, wasm)
	c.Stdin = strings.NewReader(strings.Join(paths, "\n"))
	var errors bytes.Buffer
	c.Stderr = &errors
	out, err := c.Output()
	for s := bufio.NewScanner(bytes.NewReader(out)); s.Scan(); {
		lines = append(lines, s.Text())
	}
	if err != nil || len(lines) != len(paths) {
		t.Fatalf("the C2PA reader said %d lines on %d files: %v %.2000s", len(lines), len(paths), err, errors.String())
	}
	return lines
}
