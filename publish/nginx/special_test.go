package nginx_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/publish"
)

// TestSpecialValues asks a real nginx for values and fields that need care to be written: with
// quotation marks, backslashes and dollar signs, several fields, and a server whose lines stand
// in the http block beside another site's.
func TestSpecialValues(t *testing.T) {
	nginx, root := nginxPath(t), site(t)
	values := []string{
		`train-ai=n;exceptions="https://museum.example/c?a=1&b=$2;{x}#y"`, `"it's" \\ \n $request_uri ${x}`, `'a' "b"`, `a\`, "ü",
	}
	port := freePort(t)
	text := fmt.Sprintf(`daemon off; master_process off; pid nginx.pid; error_log stderr emerg; events {}
http { client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp; uwsgi_temp_path temp; scgi_temp_path temp; access_log off;
add_header X-Http 1;
server { listen 127.0.0.1:%[1]d; server_name .museum.example; root %[2]s; location ~ \.jpg$ { add_header X-Own 1; } }
server { listen 127.0.0.1:%[1]d; server_name a.example; root %[2]s; }
}`, port, root)
	for _, alone := range []bool{true, false} {
		for _, value := range values {
			s := sayingOf(t, parts)
			for i, v := range []string{value, "photos: " + value} {
				s.Rules[i].Headers = []publish.Header{{Name: "Content-Usage", Value: v}, {Name: "X-Second", Value: []string{"", "2"}[i]}, {Name: "X-Never"}}
			}
			if alone {
				s.Rules = s.Rules[:1]
			}
			after, out := invariants(t, map[string][]byte{"nginx.conf": []byte(text)}, "nginx.conf", s)
			if f := faults(out); len(f) > 0 {
				t.Fatal(f)
			}
			running := start(t, nginx, after, port)
			for _, path := range []string{"/", "/a.jpg", "/photos/a.jpg", "/photos/none"} {
				rule := s.At(path)
				status, header := running.get(t, "museum.example", path)
				got := []string{header.Get("Content-Usage"), header.Get("X-Second"), header.Get("X-Never")}
				if diff := cmp.Diff([]string{rule.Headers[0].Value, rule.Headers[1].Value, ""}, got); diff != "" {
					t.Errorf("%s (%d):\n%s\n%s", path, status, diff, after["nginx.conf"])
				}
				if _, header := running.get(t, "a.example", path); header.Get("Content-Usage") != "" || header.Get("X-Http") == "" && status == 200 {
					t.Errorf("the other site's %s: %v", path, header)
				}
			}
			running.stop()
		}
	}
}
