package c2pa_test

// The vectors: what single entries say.

const (
	tdma    = "CAWG Training and Data Mining 1.1, Overview"
	schema  = "CAWG Training and Data Mining 1.1, Schema and example"
	c2pa14  = "C2PA 1.4 section 19.23"
	c2pa22  = "C2PA 2.2 section "
	nothing = "; the texts do not say"
)

var entries = []vector{
	{name: "c2pa-generative-training-refused-is-train-ai", checks: "Training of models that could generate assets is train-ai, and nothing else.", source: tdma,
		title: "cawg.ai_generative_training: notAllowed", store: speaks(cawg("cawg.ai_generative_training notAllowed")), expect: "train-ai: deny"},
	{name: "c2pa-generative-training-allowed-permits-train-ai", checks: "Training of models that could generate assets is permitted.", source: tdma,
		title: "cawg.ai_generative_training: allowed", store: speaks(cawg("cawg.ai_generative_training allowed")), expect: "train-ai: allow"},
	{name: "c2pa-training-refused-is-not-generative-training", checks: "ai_training is about models that generate nothing; refusing it says nothing about train-ai.", source: tdma,
		title: "cawg.ai_training: notAllowed", store: speaks(cawg("cawg.ai_training notAllowed")), expect: "tdm: deny\nproblem: c2pa-generative-unsaid"},
	{name: "c2pa-training-allowed-permits-no-use-as-a-whole", checks: "Training models that generate nothing is a part of tdm; a permission for a part is none for the whole.", source: tdma, proposal: true,
		title: "cawg.ai_training: allowed", store: speaks(cawg("cawg.ai_training allowed")), expect: "problem: c2pa-permission-part"},
	{name: "c2pa-generative-allowed-beside-training-refused", checks: "The two kinds of training are told apart.", source: tdma,
		title: "cawg.ai_generative_training: allowed; cawg.ai_training: notAllowed",
		store: speaks(cawg("cawg.ai_generative_training allowed", "cawg.ai_training notAllowed")), expect: "train-ai: allow\ntdm: deny"},
	{name: "c2pa-inference-refused-reaches-every-model", checks: "Inference is any use as input to a trained model, generative or not.", source: tdma,
		title: "cawg.ai_inference: notAllowed", store: speaks(cawg("cawg.ai_inference notAllowed")), expect: "ai-use: deny\ntdm: deny"},
	{name: "c2pa-inference-allowed-permits-ai-use", checks: "A permission to use the asset as input to a trained model is one for ai-use, and for a part of tdm.", source: tdma,
		title: "cawg.ai_inference: allowed", store: speaks(cawg("cawg.ai_inference allowed")), expect: "ai-use: allow"},
	{name: "c2pa-mining-refused-is-tdm", checks: "Mining is tdm; training has entries of its own, and search is not spoken of.", source: tdma + nothing + " whether it covers more", proposal: true,
		title: "cawg.data_mining: notAllowed", store: speaks(cawg("cawg.data_mining notAllowed")), expect: "tdm: deny"},
	{name: "c2pa-mining-allowed-alone-permits-nothing", checks: "Training and inference have entries of their own; mining alone does not permit all of tdm.", source: tdma, proposal: true,
		title: "cawg.data_mining: allowed", store: speaks(cawg("cawg.data_mining allowed")), expect: "problem: c2pa-permission-part"},
	{name: "c2pa-mining-allowed-beside-training-refused", checks: "A part of tdm that is refused refuses it, whatever mining says.", source: tdma, proposal: true,
		title: "cawg.data_mining: allowed; cawg.ai_training: notAllowed; cawg.ai_inference: allowed",
		store: speaks(cawg("cawg.data_mining allowed", "cawg.ai_training notAllowed", "cawg.ai_inference allowed")), expect: "ai-use: allow\ntdm: deny"},
	{name: "c2pa-every-entry-refused", checks: "All four entries together refuse all but search, which is not spoken of.", source: tdma, proposal: true,
		title: "all four: notAllowed", store: speaks(cawg("cawg.ai_generative_training notAllowed", "cawg.ai_training notAllowed", "cawg.ai_inference notAllowed", "cawg.data_mining notAllowed")),
		expect: "train-ai: deny\nai-use: deny\ntdm: deny"},
	{name: "c2pa-every-entry-allowed", checks: "All four entries together permit all but search, which is not spoken of.", source: tdma, proposal: true,
		title: "all four: allowed", store: speaks(cawg("cawg.ai_generative_training allowed", "cawg.ai_training allowed", "cawg.ai_inference allowed", "cawg.data_mining allowed")),
		expect: "train-ai: allow\nai-use: allow\ntdm: allow"},
	{name: "c2pa-constrained-by-a-link-is-conditional", checks: "The information is a condition, by its link.", source: tdma,
		title: "cawg.data_mining: constrained https://example.com/mining", store: speaks(cawg("cawg.data_mining constrained https://example.com/mining")),
		expect: "tdm: conditional c2pa-constraint <https://example.com/mining>"},
	{name: "c2pa-constrained-by-words-is-conditional", checks: "The information may be free text.", source: tdma,
		title: "cawg.ai_generative_training: constrained, for museums", store: speaks(cawg("cawg.ai_generative_training constrained for museums alone")),
		expect: "train-ai: conditional c2pa-constraint <>"},
	{name: "c2pa-constrained-by-nothing-refuses", checks: "In the absence of information, constrained is notAllowed.", source: tdma,
		title: "cawg.ai_generative_training: constrained", store: speaks(cawg("cawg.ai_generative_training constrained")), expect: "train-ai: deny\nproblem: c2pa-constraint-missing"},
	{name: "c2pa-constrained-by-blanks-refuses", checks: "Information that is nothing but white space is none.", source: tdma,
		title: "cawg.ai_inference: constrained, by blanks", store: speaks(holds("cawg.training-mining", object("entries", object("cawg.ai_inference", use("constrained", " \n"))))),
		expect: "ai-use: deny\ntdm: deny\nproblem: c2pa-constraint-missing"},
	{name: "c2pa-constraint-spelt-as-in-the-prose", checks: "The prose says constraints_info, the schema constraint_info.", source: tdma,
		title: "cawg.ai_generative_training: constrained, constraints_info https://example.com/training",
		store: speaks(holds("cawg.training-mining", object("entries", object("cawg.ai_generative_training",
			object("use", text("constrained"), "constraints_info", text("https://example.com/training")))))),
		expect: "train-ai: conditional c2pa-constraint <https://example.com/training>"},
	{name: "c2pa-constraint-on-a-part-refuses", checks: "What is conditional for a part of tdm is refused for the whole.", source: tdma, proposal: true,
		title: "cawg.ai_training: constrained https://example.com/training", store: speaks(cawg("cawg.ai_training constrained https://example.com/training")), expect: "tdm: deny"},
	{name: "c2pa-allowed-with-a-constraint-is-conditional", checks: "A constraint counts where the use is allowed, too.", source: schema, proposal: true,
		title: "cawg.ai_generative_training: allowed https://example.com/training", store: speaks(cawg("cawg.ai_generative_training allowed https://example.com/training")),
		expect: "train-ai: conditional c2pa-constraint <https://example.com/training>\nproblem: c2pa-constraint-unasked"},
	{name: "c2pa-refused-with-a-constraint-is-refused", checks: "A text beside a refusal does not loosen it.", source: schema,
		title: "cawg.ai_generative_training: notAllowed https://example.com/training", store: speaks(cawg("cawg.ai_generative_training notAllowed https://example.com/training")), expect: "train-ai: deny"},
	{name: "c2pa-unknown-use-refuses", checks: "A use that the schema does not have refuses.", source: schema, proposal: true,
		title: "cawg.ai_generative_training: licensed", store: speaks(cawg("cawg.ai_generative_training licensed")), expect: "train-ai: deny\nproblem: c2pa-use"},
	{name: "c2pa-use-in-other-letter-case-refuses", checks: "Uses are exact; Allowed is none.", source: schema, proposal: true,
		title: "cawg.ai_generative_training: Allowed", store: speaks(cawg("cawg.ai_generative_training Allowed")), expect: "train-ai: deny\nproblem: c2pa-use"},
	{name: "c2pa-use-that-is-no-text-refuses", checks: "A use that is no text refuses.", source: schema, proposal: true,
		title: "cawg.ai_generative_training: true", store: speaks(holds("cawg.training-mining", object("entries", object("cawg.ai_generative_training", object("use", yes))))),
		expect: "train-ai: deny\nproblem: c2pa-use"},
	{name: "c2pa-entry-without-a-use-refuses", checks: "An entry without a use refuses.", source: schema, proposal: true,
		title: "cawg.ai_inference: nothing", store: speaks(holds("cawg.training-mining", object("entries", object("cawg.ai_inference", object())))),
		expect: "ai-use: deny\ntdm: deny\nproblem: c2pa-use"},
	{name: "c2pa-entry-given-twice-counts-twice", checks: "Of two entries with one key both count.", source: "RFC 8949 section 5.6 makes such a map invalid", proposal: true,
		title: "cawg.ai_generative_training: notAllowed, then allowed", store: speaks(cawg("cawg.ai_generative_training notAllowed", "cawg.ai_generative_training allowed")), expect: "train-ai: deny"},
	{name: "c2pa-entry-of-somebody-says-nothing", checks: "An entry with somebody's own key speaks of something else.", source: tdma, proposal: true,
		title: "com.example.printing: notAllowed; cawg.ai_inference: allowed", store: speaks(cawg("com.example.printing notAllowed", "cawg.ai_inference allowed")),
		expect: "ai-use: allow\nproblem: c2pa-key-custom"},
	{name: "c2pa-reserved-entry-that-is-unknown-says-nothing", checks: "A key that is reserved for later versions has no meaning yet.", source: tdma, proposal: true,
		title: "cawg.ai_translation: notAllowed", store: speaks(cawg("cawg.ai_translation notAllowed")), expect: "problem: c2pa-key-unknown"},
	{name: "c2pa-entry-without-prefix-counts-for-refusals", checks: "A key without its prefix is no entry of the specification; what it refuses counts.", source: schema, proposal: true,
		title: "ai_generative_training: notAllowed; ai_inference: allowed", store: speaks(cawg("ai_generative_training notAllowed", "ai_inference allowed")),
		expect: "train-ai: deny\nproblem: c2pa-key-spelling"},
	{name: "c2pa-new-entry-in-an-old-assertion-counts-for-refusals", checks: "An entry of CAWG in an assertion of C2PA 1.4 counts for what it refuses.", source: tdma + ", notice to implementers", proposal: true, old: true,
		title: "c2pa.training-mining with cawg.ai_generative_training: notAllowed; cawg.ai_inference: allowed",
		store: speaks(training("c2pa.training-mining", "cawg.ai_generative_training notAllowed", "cawg.ai_inference allowed")), expect: "train-ai: deny\nproblem: c2pa-key-spelling"},
}

// Which assertions, in which form.
var assertions = []vector{
	{name: "c2pa-assertion-of-1-4-is-read", checks: "The assertion of C2PA 1.4 says the same under its own names.", source: c2pa14, old: true,
		title: "c2pa.ai_generative_training: notAllowed; c2pa.ai_inference: allowed",
		store: speaks(training("c2pa.training-mining", "c2pa.ai_generative_training notAllowed", "c2pa.ai_inference allowed")), expect: "train-ai: deny\nai-use: allow"},
	{name: "c2pa-assertion-in-json-is-read", checks: "An assertion may be JSON.", source: c2pa22 + "11.1.4", old: true,
		title: "c2pa.ai_generative_training: notAllowed, in JSON",
		store: speaks(holdsJSON("c2pa.training-mining", `{"entries":{"c2pa.ai_generative_training":{"use":"notAllowed"}}}`)), expect: "train-ai: deny"},
	{name: "c2pa-entries-without-a-map-of-their-own", checks: "The schemas of C2PA 1.4 and of CAWG 1.0 have the entries at the top.", source: c2pa14 + ".1", old: true,
		title: "c2pa.ai_generative_training: notAllowed, at the top",
		store: speaks(holds("c2pa.training-mining", object("c2pa.ai_generative_training", use("notAllowed", "")))), expect: "train-ai: deny"},
	{name: "c2pa-both-assertions-are-joined", checks: "The assertions of C2PA 1.4 and of CAWG in one manifest both count.", source: tdma + ", notice to implementers", proposal: true,
		title: "c2pa.ai_generative_training: allowed; cawg.ai_generative_training: notAllowed",
		store: speaks(training("c2pa.training-mining", "c2pa.ai_generative_training allowed"), cawg("cawg.ai_generative_training notAllowed")), expect: "train-ai: deny"},
	{name: "c2pa-two-instances-are-joined", checks: "Several assertions with one label all count.", source: c2pa22 + "6.4", proposal: true,
		title: "cawg.training-mining with cawg.ai_inference: allowed; cawg.training-mining__1 with notAllowed",
		store: speaks(cawg("cawg.ai_inference allowed"), training("cawg.training-mining__1", "cawg.ai_inference notAllowed")), expect: "ai-use: deny\ntdm: deny"},
	{name: "c2pa-gathered-assertion-counts", checks: "An assertion that is gathered and not the signer's own counts alike.", source: c2pa22 + "10.2.2", proposal: true,
		title: "cawg.ai_generative_training: allowed, gathered",
		store: speaks(gathered(cawg("cawg.ai_generative_training allowed"))), expect: "train-ai: allow"},
	{name: "c2pa-assertion-without-entries-says-nothing", checks: "An assertion without entries says nothing.", source: schema,
		title: "cawg.training-mining, empty", store: speaks(cawg())},
	{name: "c2pa-manifest-without-an-assertion-says-nothing", checks: "A manifest that does not speak of training says nothing.", source: tdma,
		title: "nothing about training", store: speaks()},
	{name: "c2pa-compressed-manifest-is-read", checks: "A manifest may be compressed.", source: c2pa22 + "11.2.4",
		title: "cawg.ai_generative_training: notAllowed, compressed", store: one(made{packed: true, parts: []part{cawg("cawg.ai_generative_training notAllowed")}}), expect: "train-ai: deny"},
	{name: "c2pa-ingredient-says-nothing", checks: "What a manifest of an ingredient says is not about the asset.", source: c2pa22 + "15.5.1" + nothing + " whether a refusal is inherited", proposal: true,
		title: "the parent: cawg.ai_generative_training: notAllowed; the drawing: cawg.ai_inference: allowed", store: derived, expect: "ai-use: allow\nproblem: c2pa-ingredient"},
	{name: "c2pa-update-keeps-what-it-updates", checks: "What a manifest says stands when another updates it.", source: c2pa22 + "11.2.3", proposal: true,
		title: "cawg.ai_generative_training: notAllowed, updated without a word", store: updated(refusing, made{}), expect: "train-ai: deny"},
	{name: "c2pa-update-adds-to-what-it-updates", checks: "What an update says counts as well.", source: c2pa22 + "11.2.3",
		title: "cawg.ai_generative_training: notAllowed, updated with cawg.ai_inference: notAllowed",
		store: updated(refusing, made{parts: []part{cawg("cawg.ai_inference notAllowed")}}), expect: "train-ai: deny\nai-use: deny\ntdm: deny"},
	{name: "c2pa-update-loosens-nothing", checks: "An update does not loosen what it updates.", source: c2pa22 + "11.2.3", proposal: true,
		title: "cawg.ai_generative_training: notAllowed, updated with allowed",
		store: updated(refusing, made{parts: []part{cawg("cawg.ai_generative_training allowed")}}), expect: "train-ai: deny"},
	{name: "c2pa-redacted-assertion-says-nothing", checks: "An assertion that an update redacts and takes out says nothing any more.", source: c2pa22 + "6.8",
		title:  "cawg.training-mining, redacted; updated with cawg.ai_generative_training: allowed",
		store:  updated(made{parts: []part{then(refuses, removed)}}, made{redacts: redacted, parts: []part{cawg("cawg.ai_generative_training allowed")}}),
		expect: "train-ai: allow\nproblem: c2pa-redacted"},
	{name: "c2pa-redacted-assertion-that-is-still-there-counts", checks: "A redaction that blots nothing out is invalid; the refusal counts, and the update permits nothing.", source: c2pa22 + "15.11.3", proposal: true,
		title:  "cawg.ai_generative_training: notAllowed, redacted and still there; updated with allowed",
		store:  updated(refusing, made{redacts: redacted, parts: []part{cawg("cawg.ai_generative_training allowed", "cawg.ai_inference allowed")}}),
		expect: "train-ai: deny\nproblem: c2pa-redacted, c2pa-permission-void"},
}

var (
	refuses  = cawg("cawg.ai_generative_training notAllowed")
	permits  = cawg("cawg.ai_generative_training allowed", "cawg.ai_inference notAllowed")
	refusing = made{parts: []part{refuses}}
	redacted = []string{label(0) + "/c2pa.assertions/cawg.training-mining"}
)

func gathered(p part) part {
	p.list = "gathered_assertions"
	return p
}

func unlisted(p part) part {
	p.list = "-"
	return p
}

func then(p part, later func(string) string) part {
	p.later = later
	return p
}

// derived is a store with a manifest of an asset that was made from another one.
func derived(hidden [2]int, hash string) []string {
	below := refusing.build(0, hidden, hash)
	return []string{below, made{parts: []part{ingredient("parentOf", 0, below), cawg("cawg.ai_inference allowed")}}.build(1, hidden, hash)}
}

// What is not as C2PA asks.
var seals = []vector{
	{name: "c2pa-altered-refusal-counts", checks: "A refusal counts though its assertion is not what the claim hashed.", source: c2pa22 + "15.10.3", proposal: true,
		title: "cawg.ai_generative_training: notAllowed, was allowed   ",
		store: speaks(then(cawg("cawg.ai_generative_training allowed..."), changed("allowed...", "notAllowed"))), expect: "train-ai: deny\nproblem: c2pa-altered"},
	{name: "c2pa-altered-permission-permits-nothing", checks: "A permission does not count where its assertion is not what the claim hashed.", source: c2pa22 + "15.10.3",
		title: "cawg.ai_generative_training: allowed, was something else",
		store: speaks(then(cawg("cawg.ai_generative_training permits"), changed("permits", "allowed"))), expect: "problem: c2pa-altered, c2pa-permission-void"},
	{name: "c2pa-altered-constraint-refuses", checks: "A condition that may have been tampered with is a refusal.", source: c2pa22 + "15.10.3", proposal: true,
		title: "cawg.ai_generative_training: constrained https://example.com/b, was https://example.com/a",
		store: speaks(then(cawg("cawg.ai_generative_training constrained https://example.com/a"), changed("com/a", "com/b"))), expect: "train-ai: deny\nproblem: c2pa-altered"},
	{name: "c2pa-unclaimed-refusal-counts", checks: "A refusal counts though the claim does not list its assertion.", source: c2pa22 + "15.10.3", proposal: true,
		title: "cawg.ai_generative_training: notAllowed, not in the claim", store: speaks(unlisted(refuses)), expect: "train-ai: deny\nproblem: c2pa-unclaimed"},
	{name: "c2pa-unclaimed-permission-permits-nothing", checks: "A permission does not count where the claim does not list its assertion.", source: c2pa22 + "15.10.3",
		title: "cawg.ai_generative_training: allowed and cawg.ai_inference: notAllowed, not in the claim", store: speaks(unlisted(permits)),
		expect: "ai-use: deny\ntdm: deny\nproblem: c2pa-unclaimed, c2pa-permission-void"},
	{name: "c2pa-unclaimed-assertion-beside-a-permission-voids-it", checks: "An assertion that is not listed makes the whole claim invalid.", source: c2pa22 + "15.10.3",
		title: "cawg.ai_generative_training: allowed; cawg.training-mining__1, not in the claim",
		store: speaks(cawg("cawg.ai_generative_training allowed"), unlisted(training("cawg.training-mining__1", "cawg.ai_inference allowed"))), expect: "problem: c2pa-unclaimed, c2pa-permission-void"},
	{name: "c2pa-unsigned-refusal-counts", checks: "A refusal counts though nobody signed the manifest.", source: c2pa22 + "15.7", proposal: true,
		title: "cawg.ai_generative_training: notAllowed, unsigned", store: one(made{unsigned: true, parts: []part{refuses}}), expect: "train-ai: deny\nproblem: c2pa-unsigned"},
	{name: "c2pa-unsigned-permission-permits-nothing", checks: "A permission does not count where nobody signed the manifest.", source: c2pa22 + "15.7",
		title: "cawg.ai_generative_training: allowed and cawg.ai_inference: notAllowed, unsigned", store: one(made{unsigned: true, parts: []part{permits}}),
		expect: "ai-use: deny\ntdm: deny\nproblem: c2pa-unsigned"},
	{name: "c2pa-unbound-permission-permits-nothing", checks: "A permission does not count where nothing binds the manifest to the asset.", source: c2pa22 + "15.12",
		title: "cawg.ai_generative_training: allowed and cawg.ai_inference: notAllowed, bound to nothing", store: one(made{unbound: true, parts: []part{permits}}),
		expect: "ai-use: deny\ntdm: deny\nproblem: c2pa-unbound"},
	{name: "c2pa-unknown-hash-permits-nothing", checks: "A permission does not count where its hash is made with an algorithm that C2PA does not have.", source: c2pa22 + "13.1",
		title: "cawg.ai_generative_training: allowed and cawg.ai_inference: notAllowed, by MD5", store: speaks(hashed(permits, "md5")),
		expect: "ai-use: deny\ntdm: deny\nproblem: c2pa-algorithm"},
	{name: "c2pa-broken-assertion-voids-permissions", checks: "An assertion that breaks off might have refused anything: it says nothing, and what stands beside it permits nothing.", source: c2pa22 + "15.10.3", proposal: true,
		title: "cawg.training-mining, broken off; cawg.training-mining__1 with cawg.ai_generative_training: allowed",
		store: speaks(holds("cawg.training-mining", head(5, 1)+text("entries")+head(5, 2)+text("cawg.ai_inference")+use("notAllowed", "")+text("cawg.data_mining")),
			training("cawg.training-mining__1", "cawg.ai_generative_training allowed")), expect: "problem: c2pa-content, c2pa-permission-void"},
	{name: "c2pa-two-stores-permit-nothing", checks: "Of two manifest stores in a file neither is valid; what they refuse counts.", source: c2pa22 + "15.5.2.1", proposal: true,
		body: twice(speaks(permits), speaks(cawg("cawg.data_mining allowed"))), expect: "ai-use: deny\ntdm: deny\nproblem: c2pa-several-stores"},
	{name: "c2pa-store-that-is-cut-off-says-nothing", checks: "Where the end of a store is missing, nobody knows which manifest is the active one.", source: c2pa22 + "15.5.1", proposal: true,
		body: cut(speaks(refuses), 1000), expect: "problem: c2pa-truncated"},
	{name: "c2pa-store-that-is-none-says-nothing", checks: "Something else in the place of a store says nothing.", source: c2pa22 + "11.1",
		body: replaced(speaks(refuses), "c2pa", "c3pa"), expect: "problem: c2pa-no-store"},
	{name: "c2pa-store-that-is-not-base64-says-nothing", checks: "A store that cannot be got out of the file says nothing.", source: c2pa22 + "A.3.5",
		body:   `<svg xmlns="http://www.w3.org/2000/svg"><metadata><c2pa:manifest xmlns:c2pa="http://c2pa.org/manifest">cawg.ai_training: notAllowed</c2pa:manifest></metadata></svg>`,
		expect: "problem: c2pa-not-read"},
}

func hashed(p part, algorithm string) part {
	p.alg = algorithm
	return p
}

// Where manifests are, and what stands beside them.
var places = []vector{
	{name: "c2pa-does-not-loosen-a-header", checks: "A permission in a manifest does not loosen a header field.", source: "draft-ietf-aipref-vocab-08 section 5.1",
		headers: "Content-Usage: train-ai=n", title: "cawg.ai_generative_training: allowed; cawg.ai_inference: notAllowed", store: speaks(permits), expect: "train-ai: deny\nai-use: deny\ntdm: deny"},
	{name: "c2pa-refuses-what-a-header-permits", checks: "A refusal in a manifest counts beside a header field.", source: "draft-ietf-aipref-vocab-08 section 5.1",
		headers: "Content-Usage: train-ai=y, search=y", title: "cawg.ai_generative_training: notAllowed", store: speaks(refuses), expect: "train-ai: deny\nsearch: allow"},
	{name: "c2pa-link-to-a-manifest-says-nothing", checks: "A manifest that a Link field leads to is not in the file.", source: c2pa22 + "15.5.3.2",
		headers: `Link: <https://manifests.example/drawing.c2pa>; rel="c2pa-manifest"`, body: `<svg xmlns="http://www.w3.org/2000/svg"/>`, expect: "problem: c2pa-elsewhere"},
	{name: "c2pa-provenance-in-xmp-says-nothing", checks: "A manifest that dcterms:provenance leads to is not in the file.", source: c2pa22 + "11.5",
		body: provenance("https://manifests.example/drawing.c2pa"), expect: "problem: c2pa-elsewhere"},
	{name: "c2pa-manifest-that-was-taken-out-says-nothing", checks: "XMP that speaks of a manifest in the file does not stand for it.", source: "C2PA 1.4 section 11.5", old: true,
		body: provenance("self#jumbf=/c2pa/" + label(0)), expect: "problem: c2pa-stripped"},
}

func provenance(target string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg">
<metadata>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dcterms="http://purl.org/dc/terms/">
<dcterms:provenance>` + target + `</dcterms:provenance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
</metadata>
</svg>
`
}
