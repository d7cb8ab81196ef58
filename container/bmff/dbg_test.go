package bmff_test
import ("testing";"math/rand/v2";"github.com/proviso-signals/proviso/container")
func TestDbg(t *testing.T){ n,w:=0,map[string]int{}
 for seed := range uint64(60000) { r := random{rand.New(rand.NewPCG(seed, 77))}; b:=[]byte(r.file().build())
  lim:=len(b); if r.often() && lim>700 {lim=700}
  for range 1+r.IntN(3) { k:=8+r.IntN(lim-8); switch r.IntN(4){case 0: b[k]=byte(r.IntN(256)); case 1: b[k]=0; case 2: b[k]^=1<<r.IntN(8); case 3: b[k]++} }
  if !format.Sniff(b[:min(len(b),container.SniffLen)]) {continue}
  n++; func(){ defer func(){ if x:=recover();x!=nil{t.Errorf("seed %d panic %v",seed,x)}}(); _,c:=suite.Put(t,string(b),packet(r.text(40))); w[c]++ }()
  if false {t.Fatal(seed)} }
 t.Log(n,w)}
func TestDbg2(t *testing.T){
 for seed := range uint64(3000) { r := random{rand.New(rand.NewPCG(seed, 77))}; b:=[]byte(r.file().build()); o:=string(b)
  lim:=len(b); if r.often() && lim>700 {lim=700}
  for range 1+r.IntN(3) { k:=8+r.IntN(lim-8); switch r.IntN(4){case 0: b[k]=byte(r.IntN(256)); case 1: b[k]=0; case 2: b[k]^=1<<r.IntN(8); case 3: b[k]++} }
  if !format.Sniff(b[:min(len(b),container.SniffLen)]) {continue}
  ok:=t.Run("x",func(t *testing.T){ suite.Put(t,string(b),packet(r.text(40))) })
  if !ok { l:=look(string(b)); t.Log(seed, l.refs, l.packet); for k:=range b { if b[k]!=o[k] {t.Logf("%d %x>%x near %q",k,o[k],b[k],string(b[max(0,k-30):min(len(b),k+10)]))}}; _,s:=suite.Scan(t,string(b)); for _,x:=range s.Blocks{t.Log(x.Kind,x.Place,x.Stored)}; for _,x:=range s.Problems{t.Log(x)}; for id,x:=range l.items{t.Logf("%d %.60q",id,x)}; t.FailNow()}
 }}
