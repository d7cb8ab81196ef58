// Package publish puts what is declared where readers look for it, and takes it out again.
//
//	proviso.toml ──NewSaying──▶ Saying ──Writer.Write──▶ Plan ──Apply──▶ files
//	                                                      ▲               │
//	                                                      └──── Undo ◀── journal
//
// A [Writer] is a struct value, as a carrier is: one place where an owner can publish, in a
// folder of its own below this one, and one line in package publish/all. It is given what
// is there and says what should be there. Only this package writes to disk.
package publish
