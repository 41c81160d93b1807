/**
 * What addresses carry besides the page they name, each with where it is documented.
 *
 * Only parameters that name no page on any site are here: `ref`, `source` or `id` are a page's own somewhere.
 */
export const TRACKING_PREFIXES = [
  "utm_", // https://support.google.com/analytics/answer/10917952
  "mtm_", // https://matomo.org/faq/reports/common-campaign-tracking-use-cases-and-examples/
  "pk_", // the older name of the same: https://matomo.org/faq/tracking-campaigns/
  "piwik_",
  "at_", // Piano: https://developers.atinternet-solutions.com/javascript-en/campaigns-javascript-en/marketing-campaigns-v2-javascript-en/
  "hsa_", // https://knowledge.hubspot.com/ads/
  "__hs", // https://knowledge.hubspot.com/privacy-and-consent/what-cookies-does-hubspot-set-in-a-visitor-s-browser
  "_hs",
  "itm_",
] as const;

export const TRACKING: ReadonlySet<string> = new Set(
  [
    // Google: https://support.google.com/google-ads/answer/9744275 and /answer/13632361
    "gclid gclsrc dclid gbraid wbraid gad_source srsltid _ga _gl",
    // Meta: https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/fbp-and-fbc
    "fbclid fb_action_ids fb_action_types fb_ref fb_source fb_comment_id",
    "igshid",
    // Microsoft: https://help.ads.microsoft.com/apex/index/3/en/60000
    "msclkid",
    // X: https://business.x.com/en/help/campaign-measurement-and-analytics/conversion-tracking-for-websites
    "twclid",
    // TikTok: https://ads.tiktok.com/help/article/tiktok-click-id
    "ttclid",
    // LinkedIn: https://learn.microsoft.com/linkedin/marketing/conversions/enabling-first-party-cookies
    "li_fat_id",
    // Yandex: https://yandex.com/support/metrica/general/yclid.html, and the older Openstat
    "yclid ysclid _openstat",
    // Mailchimp: https://mailchimp.com/developer/marketing/docs/e-commerce/
    "mc_cid mc_eid mc_tc",
    // Lists that browsers strip: https://github.com/brave/brave-core/blob/master/components/query_filter/utils.cc and
    // https://firefox.settings.services.mozilla.com/v1/buckets/main/collections/query-stripping/records
    "mkt_tok vero_id vero_conv oly_anon_id oly_enc_id rb_clickid wickedid",
    "ml_subscriber ml_subscriber_hash s_cid sc_cid _bhlid _branch_match_id",
    // AT Internet and Adobe, as news sites' own feeds have them (https://github.com/AdguardTeam/AdguardFilters, general_url.txt)
    "xtor cmpid ns_campaign ns_mchannel ns_source ns_linkname ns_fee",
    "wt_mc wtmc ftag guccounter guce_referrer guce_referrer_sig",
  ].flatMap((names) => names.split(" ")),
);

/** Parameters that ask for a page's AMP form (https://amp.dev/documentation/guides-and-tutorials/optimize-and-measure/discovery), and as what. */
export const AMP_PARAMETERS = new Map<string, RegExp>([
  ["amp", /^(?:1|true|)$/], // WordPress: https://amp-wp.org/documentation/getting-started/url-structures/
  ["outputtype", /^amp$/], // Arc: https://www.arcxp.com
  ["output", /^amp$/],
  ["noamp", /^/],
]);

/**
 * Hosts whose pages are another host's, under the same path. A site's `m.` or `amp.` in general is not: paths differ,
 * or nothing else is there. Each was redirected, or said to be canonical, by the site itself.
 */
export const SAME_HOST = new Map([
  ["amp.theguardian.com", "www.theguardian.com"],
  ["amp.dw.com", "www.dw.com"],
  ["m.dw.com", "www.dw.com"],
  ["amp.france24.com", "www.france24.com"],
  ["amp.rfi.fr", "www.rfi.fr"],
  ["amp.scmp.com", "www.scmp.com"],
  ["amp.smh.com.au", "www.smh.com.au"],
  ["amp.theage.com.au", "www.theage.com.au"],
  ["m.bbc.co.uk", "www.bbc.co.uk"],
  ["m.bbc.com", "www.bbc.com"],
  ["m.spiegel.de", "www.spiegel.de"],
  ["m.lenta.ru", "lenta.ru"],
  ["m.gazeta.ru", "www.gazeta.ru"],
  ["m.youtube.com", "www.youtube.com"],
  ["mobile.nytimes.com", "www.nytimes.com"],
  ["mobile.reuters.com", "www.reuters.com"],
  ["mobile.twitter.com", "twitter.com"],
]);

/** The hosts of AMP caches, and what follows them in a path: https://developers.google.com/amp/cache/overview */
export const AMP_CACHE = /^\/[aciv]\/(s\/)?([a-z0-9.-]+\.[a-z]{2,}(?::\d+)?)(\/.*)?$/i;
export const AMP_VIEWER = /^\/amp\/(s\/)?([a-z0-9.-]+\.[a-z]{2,}(?::\d+)?)(\/.*)?$/i;
