// Command proviso reads what a declaring party says about how machines may reuse
// an asset, and answers with evidence.
//
// Exit codes of check and explain, the same for every output format:
//
//	0    allowed
//	1    the tool failed: a host that does not answer, a file cut short
//	2    usage
//	3    denied
//	4    conditional
//	5    unstated; silence is not permission
//	130  interrupted
//
// Scripts should treat any other code as a failure.
package main

import (
	"context"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	// Whatever still waits after the first interrupt, such as a read from a pipe,
	// ends with the second.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}
