package cloudfront

// Code is a stable code of a problem and what it means.
type Code struct{ Code, Meaning string }

// Codes of problems, besides those of package publish.
const (
	CodeQuota = "cloudfront-quota"
	CodeField = "cloudfront-field"
)

// Codes lists every code of a problem, with its meaning in one sentence.
func Codes() []Code {
	return []Code{
		{CodeQuota, "More policies or cache behaviours are needed than an AWS account has by default; AWS raises these quotas when asked."},
		{CodeField, "A response field is set nowhere, as rules differ about it and CloudFront cannot be told where."},
	}
}
