package iim

import (
	"fmt"

	"github.com/proviso-signals/proviso/container"
)

// Codes explains what is reported of records, and why some are not changed.
var Codes = []container.Code{
	{Code: "iim-byte-order", Meaning: "The bytes are swapped in fours, as some TIFF writers did. They are not read."},
	{Code: "iim-garbage", Meaning: "Bytes between datasets belong to none. They are passed; the records are not changed."},
	{Code: "iim-truncated", Meaning: "A dataset goes beyond the end of the records; it is not read. The records are not changed."},
	{Code: "iim-length", Meaning: "An extended dataset gives a length that cannot be; nothing after it is read. The records are not changed."},
	{Code: "iim-order", Meaning: "Records do not stand in the order of their numbers. They are not changed."},
	{Code: "iim-too-many-datasets", Meaning: "There are more datasets than are read. The records are not changed."},
	{Code: "iim-charset-undeclared", Meaning: "Texts beyond ASCII have no declared character set: UTF-8 is assumed where that is valid, Windows-1252 where not."},
	{Code: "iim-charset-unknown", Meaning: "The declared character set is none that is known; texts are read as if there were none, and none beyond ASCII is written."},
	{Code: "iim-charset-broken", Meaning: "A text is not valid in the declared UTF-8; Windows-1252 is assumed."},
	{Code: "iim-charset", Meaning: "What should be written cannot be written in the character set of the records, or would make others be misread."},
	{Code: "iim-dataset", Meaning: "The dataset is none of those that are written."},
	{Code: "iim-value", Meaning: "What should be written is not what the standard takes for text."},
	{Code: "iim-value-too-long", Meaning: "What should be written is longer than the standard allows. Cut off, it would say something else."},
}

func refusal(code, format string, args ...any) error {
	return &container.Refusal{Code: code, Hint: fmt.Sprintf(format, args...)}
}
