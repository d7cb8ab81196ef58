package middleware

import (
	"net/http"
	"sync/atomic"
)

// Middleware says in responses what machines may do. Call [Middleware.Wrap] to put it around
// a handler.
//
// The zero value says nothing and passes every request on. A Middleware is safe for
// concurrent use, also while it is reconfigured, and must not be copied after first use.
type Middleware struct {
	current atomic.Pointer[site]
}

// New makes a middleware that does what the configuration says. The error holds every
// mistake in it, as a [*Mistake] each (see [errors.Join]); the middleware is nil then.
// What becomes of cfg afterwards makes no difference.
func New(cfg Config) (*Middleware, error) {
	m := &Middleware{}
	if err := m.Reconfigure(&cfg); err != nil {
		return nil, err
	}
	return m, nil
}

// Reconfigure makes the middleware do what cfg says from the next request on; nil is to say
// nothing. After an error, which is as that of [New], it goes on as before: an owner's slip
// must not silence what held so far.
func (m *Middleware) Reconfigure(cfg *Config) error {
	if cfg == nil {
		m.current.Store(nil)
		return nil
	}
	s, err := newSite(cfg.clone())
	if err != nil {
		return err
	}
	m.current.Store(s)
	return nil
}

// Config gives a copy of the configuration, nil for none. m.Reconfigure(m.Config()) changes
// nothing.
func (m *Middleware) Config() *Config {
	s := m.current.Load()
	if s == nil {
		return nil
	}
	return s.config.clone()
}

// Wrap puts the middleware around a handler. One Middleware may wrap several.
func (m *Middleware) Wrap(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s := m.current.Load(); s != nil {
			target := targetOf(r)
			s.mark(w.Header(), target)
			if d := s.documentAt(target); d != nil {
				d.ServeHTTP(w, r)
				return
			}
		}
		h.ServeHTTP(w, r)
	})
}
