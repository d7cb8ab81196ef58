// Package proviso models statements of preference: what a declaring party says
// about how machines may reuse an asset, and on what conditions.
//
// It is the lake between two rivers. Carriers (package carrier and the folders
// below it) read robots.txt, HTTP headers and other formats into [Evidence];
// [Combine] joins the evidence for one asset into a [Resolution]; [Decide] tells
// a named asker, under a named policy, what follows and what is owed. Most
// programs need only those two verbs, or package answer, which runs the whole
// river for one asset.
//
// # What the model promises
//
//   - There are four outcomes, never two: unstated, allow, conditional, deny.
//     Silence is not permission, so unstated and allow are never merged.
//   - Outcomes form a join-semilattice. Combining is order-free, associative and
//     idempotent, and adding evidence never loosens an answer.
//   - A condition that is not understood never loosens a deny.
//   - Access (may this asker fetch it) is kept apart from preference.
//   - Every answer keeps its evidence: carrier, specification and revision,
//     position and raw text.
//
// The package does no I/O and imports neither os nor net/http.
//
// Categories of use follow draft-ietf-aipref-vocab-08 (2026-09-13); conditions
// follow the CC signals 0.1 draft (Creative Commons, June 2025).
package proviso
