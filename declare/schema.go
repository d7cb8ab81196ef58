package declare

import _ "embed"

// SchemaURL is where the schema of the declaration file is published, and its $id.
const SchemaURL = "https://raw.githubusercontent.com/proviso-signals/proviso/main/declare/schema/proviso.toml.schema.json"

//go:embed schema/proviso.toml.schema.json
var schema []byte

// FileSchema is the JSON Schema (draft 2020-12) of the data model of proviso.toml, as
// editors use it: tables are objects, dates are strings. It knows keys, types, words and
// the forms of values; what only reading can tell, such as whether two collections have
// the same name, is for [Parse]. Whatever it refuses, Parse refuses too.
func FileSchema() []byte { return append([]byte(nil), schema...) }
