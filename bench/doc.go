// Package bench compares Proviso with peers: first that the answers are equal,
// then how long they take. It is a module of its own, so that no peer enters the
// dependencies of the product.
package bench
