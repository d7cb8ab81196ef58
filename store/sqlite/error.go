package sqlite

import (
	"errors"
	"fmt"

	driver "modernc.org/sqlite"

	"github.com/proviso-signals/proviso/store"
)

// Result codes that say that a file is damaged: https://www.sqlite.org/rescode.html
const (
	codeCorrupt   = 11
	codeNotADB    = 26
	codePrimaries = 0xff // the bits of a primary code in an extended one
)

// failed names an error as ours, and says so where the file is damaged.
func failed(err error) error {
	var e *driver.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &e) && (e.Code()&codePrimaries == codeCorrupt || e.Code()&codePrimaries == codeNotADB):
		return fmt.Errorf("sqlite: %w: %w", store.ErrDamaged, err)
	}
	return fmt.Errorf("sqlite: %w", err)
}
