// Package declare reads the owner's declaration file, proviso.toml: who speaks, in
// what role, about which collections, and what machines may do with each. Most people
// need [Parse] and [Publish]:
//
//	version = 1
//
//	[party]
//	name = "Example Museum"
//	role = "custodian"
//	domain = "museum.example"
//
//	[[collection]]
//	name = "photographs"
//	paths = ["/photos/"]
//	train-ai = "cc-cr" # only with credit
//	search = "allow"
//
// The form is described in docs/declaring.md and, for machines, by [FileSchema].
//
// What it promises to keep:
//
//   - [Parse] tells every mistake at once, with its place, its reason and the nearest
//     valid form. A file with a mistake is no declaration: half of what an owner says
//     can be looser than the whole.
//   - What is not said is not said. A use that a collection does not name is unstated
//     for it, whatever another collection says; nothing is inherited but the details of
//     conditions, and [Parse] says so where it may surprise.
//   - [Edit] changes the bytes of one value, or adds a line. Comments, order and white
//     space stay as they are.
//   - What [Publish] writes is what readers of proviso.declaration/1 read
//     (docs/declaration.md). What that form cannot say stands there as the stricter
//     thing, and is in the losses.
//
// Nothing here touches network, disk or clock: texts are given, and so is the time.
package declare
