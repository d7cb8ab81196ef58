package row

import "github.com/proviso-signals/proviso/store"

// Page is a page of a history while it is made.
type Page struct {
	Records []store.Record
	limit   int
}

// NewPage makes a page of at most so many records, as far as store.Store allows.
func NewPage(limit int) *Page {
	return &Page{limit: max(0, min(limit, store.MaxHistory))}
}

// Limit is after how many records the page may end.
func (p *Page) Limit() int { return p.limit }

// Most is how many rows a page can take, with those that are of the time of the last.
func (p *Page) Most() int {
	if p.limit == 0 {
		return 0
	}
	return p.limit + store.MaxHistory
}

// Add puts the next older row onto the page, and reports whether it was still a part of it.
// A row that is damaged ends the page with store.ErrDamaged.
func (p *Page) Add(w *Row) (bool, error) {
	n := len(p.Records)
	if n >= p.Most() || n >= p.limit && !w.Time.Equal(p.Records[n-1].Time) {
		return false, nil
	}
	head, err := w.Head()
	if err != nil {
		return false, err
	}
	p.Records = append(p.Records, *head)
	return true, nil
}
