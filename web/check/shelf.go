package check

import (
	"container/list"
	"sync"
)

// shelf keeps the things that were used last, within a count and a weight.
type shelf[K comparable, V weighing] struct {
	mu          sync.Mutex
	count, room int
	weight      int
	order       *list.List // the last used first
	entries     map[K]*list.Element
}

// weighing tells its weight in bytes, about.
type weighing interface{ weight() int }

type shelved[K comparable, V weighing] struct {
	key   K
	value V
}

func newShelf[K comparable, V weighing](count, room int) *shelf[K, V] {
	return &shelf[K, V]{count: count, room: room, order: list.New(), entries: make(map[K]*list.Element)}
}

func (s *shelf[K, V]) get(k K) (v V, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.entries[k]
	if !ok {
		return v, false
	}
	s.order.MoveToFront(e)
	return e.Value.(shelved[K, V]).value, true
}

func (s *shelf[K, V]) put(k K, v V) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drop(k)
	s.entries[k] = s.order.PushFront(shelved[K, V]{k, v})
	s.weight += v.weight()
	for s.order.Len() > s.count || s.weight > s.room && s.order.Len() > 1 {
		s.drop(s.order.Back().Value.(shelved[K, V]).key)
	}
}

func (s *shelf[K, V]) drop(k K) {
	if e, ok := s.entries[k]; ok {
		s.weight -= e.Value.(shelved[K, V]).value.weight()
		s.order.Remove(e)
		delete(s.entries, k)
	}
}
