package peer

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"

	"github.com/proviso-signals/proviso/bench/corpus"
)

// OracleVariable names the environment variable with the path of a program that
// answers for google/robotstxt. The README describes what it must speak.
const OracleVariable = "ROBOTS_ORACLE"

// Oracle is a program that answers for another implementation.
type Oracle struct {
	in  *bufio.Writer
	out *bufio.Reader
	end func() error
}

// Answer is a verdict and the line that decided it.
type Answer struct {
	Allowed bool
	Line    int
}

// StartOracle starts the program that the environment names; nil without one.
func StartOracle() (*Oracle, error) {
	path := os.Getenv(OracleVariable)
	if path == "" {
		return nil, nil
	}
	cmd := exec.Command(path)
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("%s: %w", OracleVariable, err)
	}
	end := func() error {
		in.Close()
		return cmd.Wait()
	}
	return &Oracle{bufio.NewWriterSize(in, 1<<20), bufio.NewReader(out), end}, nil
}

// Close ends the program.
func (o *Oracle) Close() error { return o.end() }

// Verdicts asks about one file.
func (o *Oracle) Verdicts(body []byte, questions []corpus.Question) ([]Answer, error) {
	o.in.WriteByte('V')
	o.bytes(body)
	o.questions(questions)
	if err := o.in.Flush(); err != nil {
		return nil, err
	}
	answers := make([]Answer, len(questions))
	var frame [5]byte
	for i := range answers {
		if _, err := io.ReadFull(o.out, frame[:]); err != nil {
			return nil, err
		}
		answers[i] = Answer{frame[0] != 0, int(binary.LittleEndian.Uint32(frame[1:]))}
	}
	return answers, nil
}

// ParseTime is the CPU time of one parse in nanoseconds, over a number of rounds.
func (o *Oracle) ParseTime(body []byte, rounds int) (float64, error) {
	o.in.WriteByte('P')
	o.bytes(body)
	o.number(rounds)
	return o.nanoseconds(rounds)
}

// VerdictTime is the CPU time of one verdict in nanoseconds, over a number of
// rounds of all questions.
func (o *Oracle) VerdictTime(body []byte, questions []corpus.Question, rounds int) (float64, error) {
	o.in.WriteByte('T')
	o.bytes(body)
	o.number(rounds)
	o.questions(questions)
	ns, err := o.nanoseconds(rounds * len(questions))
	if err == nil {
		_, err = io.CopyN(io.Discard, o.out, 4) // how many were allowed
	}
	return ns, err
}

func (o *Oracle) nanoseconds(of int) (float64, error) {
	if err := o.in.Flush(); err != nil {
		return 0, err
	}
	var frame [8]byte
	if _, err := io.ReadFull(o.out, frame[:]); err != nil {
		return 0, err
	}
	return float64(binary.LittleEndian.Uint64(frame[:])) / float64(of), nil
}

func (o *Oracle) number(n int) {
	var frame [4]byte
	binary.LittleEndian.PutUint32(frame[:], uint32(n))
	o.in.Write(frame[:])
}

func (o *Oracle) bytes(b []byte) {
	o.number(len(b))
	o.in.Write(b)
}

func (o *Oracle) questions(questions []corpus.Question) {
	o.number(len(questions))
	for _, q := range questions {
		o.bytes([]byte(q.Token))
		o.bytes([]byte(q.URL))
	}
}
