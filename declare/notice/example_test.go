package notice_test

import (
	"fmt"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/declare/notice"
)

func ExampleStatement() {
	page, err := notice.Statement(proviso.TrainAI, "cc-cr", declare.Custodian, "fr-CA")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(page.Lang, page.Summary)
	fmt.Println(notice.Path(proviso.TrainAI, "cc-cr", declare.Custodian))
	// Output:
	// fr Ces œuvres ne peuvent servir à entraîner des IA génératives que si la collection est citée.
	// /statements/1/train-ai/cc-cr/custodian/
}
