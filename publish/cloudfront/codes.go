package cloudfront

import "github.com/proviso-signals/proviso/publish"

// Codes of problems, besides those of package publish.
const (
	CodeQuota = "cloudfront-quota"
	CodeField = "cloudfront-field"
)

// Codes lists every code of a problem, with its meaning in one sentence.
func Codes() []publish.Code {
	return []publish.Code{
		{Code: CodeQuota, Meaning: "More policies or cache behaviours are needed than an AWS account has by default; AWS raises these quotas when asked."},
		{Code: CodeField, Meaning: "A response field is set nowhere, as rules differ about it and CloudFront cannot be told where."},
	}
}
