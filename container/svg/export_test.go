package svg

// Prove is what the planner makes sure of before it lets a compressed file be changed.
func Prove(file, stored, edited, packet string) error {
	z, err := open(sourceOf([]byte(file)))
	if err != nil {
		return err
	}
	return z.prove([]byte(stored), []byte(edited), []byte(packet))
}
