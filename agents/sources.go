package agents

// Where rows were read. An operator's page is named where one speaks about the token;
// the list of the ai-robots-txt project is named where none was found.
const (
	list = "https://github.com/ai-robots-txt/ai.robots.txt/blob/738c80df2169027ce0e07c9976fd3f2f57dd8f7b/robots.json"

	amazonDocs     = "https://developer.amazon.com/amazonbot"
	anthropicDocs  = "https://support.claude.com/en/articles/8896518-does-anthropic-crawl-data-from-the-web-and-how-can-site-owners-block-the-crawler"
	appleDocs      = "https://support.apple.com/en-us/119829"
	bingDocs       = "https://blogs.bing.com/webmaster/april-2022/Announcing-user-agent-change-for-Bing-crawler-bingbot"
	cloudflareDocs = "https://developers.cloudflare.com/browser-run/quick-actions/crawl-endpoint/"
	googleDocs     = "https://developers.google.com/crawling/docs/crawlers-fetchers/google-common-crawlers"
	metaDocs       = "https://developers.facebook.com/docs/sharing/webmasters/web-crawlers/"
	mistralDocs    = "https://docs.mistral.ai/robots"
	openAIDocs     = "https://developers.openai.com/api/docs/bots"
	perplexityDocs = "https://docs.perplexity.ai/guides/bots"
	semrushDocs    = "https://www.semrush.com/bot/"
	webzDocs       = "https://webz.io/blog/web-data/what-is-the-omgili-bot-and-why-is-it-crawling-your-website/"
	yandexAIDocs   = "https://yandex.com/support/webmaster/en/yandex-ai"
	yandexDocs     = "https://yandex.com/support/webmaster/en/robot-workings/user-agent"
)

// The days whose state rows rest on.
const (
	listed   = "2026-08-22" // the commit that list names
	checked  = "2026-08-28" // when operators' pages were compared token by token
	renewed  = "2026-07-14" // the last change of Google's page that bears on these rows
	crawling = "2026-08-31" // Cloudflare's page on its crawl endpoint
	autumn   = "2026-10-02" // the same, for operators that were not compared then
)

// Purposes that several rows share.
var (
	training         = []Purpose{Training}
	grounding        = []Purpose{Grounding}
	indexing         = []Purpose{Indexing}
	userFetch        = []Purpose{UserFetch}
	dataset          = []Purpose{Dataset}
	other            = []Purpose{Other}
	trainingGround   = []Purpose{Training, Grounding}
	trainingIndexing = []Purpose{Training, Indexing}
	groundIndexing   = []Purpose{Grounding, Indexing}
	trainingDataset  = []Purpose{Training, Dataset}
	groundingDataset = []Purpose{Grounding, Dataset}
)
