package cloudfront

import (
	"path"
	"strconv"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// steps is what a person has to do in the AWS account.
func (f *folder) steps(p plan) (steps []string) {
	for _, name := range f.order {
		steps = append(steps, "aws cloudfront create-response-headers-policy --response-headers-policy-config file://"+name+
			"   # unless aws cloudfront list-response-headers-policies --type custom shows "+f.names[name])
	}
	steps = append(steps, "aws cloudfront get-distribution-config --id DISTRIBUTION > distribution.json   # note the ETag, and edit what stands in DistributionConfig:")
	for _, b := range p.Behaviors {
		steps = append(steps, "In CacheBehaviors, before all that there are and in this order: "+b.Pattern+" with "+b.words())
	}
	if p.Default != nil {
		steps = append(steps, "DefaultCacheBehavior: with "+p.Default.words())
	}
	if p.Other != nil {
		steps = append(steps, "Each other behaviour that the distribution has: with "+p.Other.words()+", as the first behaviour that matches is the only one that counts")
	}
	return append(steps,
		"Where a behaviour has a policy already: put the field "+`Content-Usage`+" into its CustomHeadersConfig instead, with Override true; a behaviour has one policy",
		"aws cloudfront update-distribution --id DISTRIBUTION --if-match ETAG --distribution-config file://config.json   # with what DistributionConfig is then",
		"Serve the site through CloudFront alone: Amazon S3 by itself cannot send Content-Usage, as metadata of an object become x-amz-meta-… fields",
	)
}

func (b *behavior) words() string {
	if b.Policy == "" {
		return "no policy of Proviso's, as nothing is said there"
	}
	return "the ResponseHeadersPolicyId of " + b.Policy
}

// tell gives the news that stop nothing.
func (f *folder) tell(p plan, dropped []string, out *publish.Output) {
	where := proviso.Where{Source: path.Join(f.name, Behaviors)}
	warn := func(code, hint string) {
		out.Problems = append(out.Problems, proviso.Problem{Code: code, Severity: proviso.Warning, Where: where, Hint: hint})
	}
	if n := len(f.order); n > MaxPolicies {
		warn(CodeQuota, strconv.Itoa(n)+" response headers policies are needed, and an account has "+strconv.Itoa(MaxPolicies)+" by default")
	}
	if n := len(p.Behaviors) + 1; n > MaxBehaviors {
		warn(CodeQuota, strconv.Itoa(n)+" cache behaviours are needed, and a distribution has "+strconv.Itoa(MaxBehaviors)+" by default")
	}
	for _, field := range dropped {
		warn(CodeField, field+" is set nowhere: rules differ about it where CloudFront cannot tell them apart")
	}
}
