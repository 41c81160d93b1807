/**
 * The parts of an address that do not identify its page.
 *
 * The parameters come from three lists that others maintain, with a source for each entry:
 * https://github.com/AdguardTeam/AdguardFilters/blob/master/TrackParamFilter/sections/general_url.txt,
 * https://github.com/brave/brave-core/blob/master/components/query_filter/utils.cc and
 * https://github.com/miniflux/v2/blob/main/internal/reader/urlcleaner/urlcleaner.go.
 * Parameters that identify a page on some site are left out: `ref`, `source`, `cid` and `id` are examples.
 */
export const TRACKING_PREFIXES = [
  "utm_", // https://support.google.com/analytics/answer/10917952
  "mtm_", // https://matomo.org/faq/reports/common-campaign-tracking-use-cases-and-examples/
  "hsa_", // https://knowledge.hubspot.com/ads/ad-tracking-in-hubspot
  "itm_", // https://www.parse.ly/help/kb/campaign-tracking-guide
] as const;

export const TRACKING: ReadonlySet<string> = new Set(
  [
    // Google
    "gclid gclsrc dclid gbraid wbraid srsltid usqp _ga _gl",
    // Facebook
    "fbclid fb_action_ids fb_action_types fb_comment_id fb_ref fb_source",
    // Microsoft, X, Yandex
    "msclkid twclid yclid ymclid ysclid _openstat",
    // Matomo under its older name
    "pk_campaign pk_cid pk_medium pk_source pk_vid",
    // AT Internet, now Piano; the first two are its equivalents of utm_ (https://developers.atinternet-solutions.com)
    "at_medium at_campaign at_recipient_id at_recipient_list xtor",
    // Newsletters: HubSpot, Mailchimp, Marketo, Vero, Olytics, Wicked Reports, MailerLite, Klaviyo, Beehiiv
    "__hsfp __hssc __hstc _hsenc _hsmi hsctatracking mc_cid mc_eid mc_tc mkt_tok vero_conv vero_id",
    "oly_anon_id oly_enc_id rb_clickid wickedid ml_subscriber ml_subscriber_hash _kx _bhlid",
    // Adobe, Mapp, Cxense, Yahoo, DPG Media, Branch
    "s_cid sc_cid cmpid wt_mc cx_click guccounter guce_referrer guce_referrer_sig",
    "dpg_campaign dpg_content dpg_medium dpg_source _branch_match_id _branch_referrer",
    // In the links of feeds: BBC and Daily Mail (Comscore's names), Al Jazeera
    "ns_mchannel ns_campaign ns_source ns_linkname ns_fee ito traffic_source",
  ].flatMap((names) => names.split(" ")),
);

/** Parameters that name a campaign on some sites and a page on others. They are dropped if the value names a feed. */
export const CAMPAIGN: ReadonlySet<string> = new Set(
  (
    "ref source src from origin via partner emc ncid cmp mod cid smid xid ocid icid intcmp medium channel campaign " +
    "camp sref referrer ref_src feedtype feedname wt.mc_id"
  ).split(" "),
);
export const FEED_CAMPAIGN = /^(?:rss|feed|rssfeed|newsfeed|rss[\d._-].*|.*[._-]rss)$/i;

/** Parameters that request a page's AMP form or name a feed, with the values that do so. */
export const VALUED_PARAMETERS = new Map<string, RegExp>([
  ["amp", /^(?:1|true|)$/], // WordPress: https://amp-wp.org
  ["outputtype", /^amp$/], // Arc XP, by the Washington Post
  ["af", /^r$/], // Atypon's journals, in the links of their feeds
]);

/**
 * Hosts that serve the same pages as another host under the same paths. Each was verified by the site's own links to
 * its AMP pages, or by the addresses of both. Other AMP and mobile hosts use different paths or have no counterpart.
 */
export const SAME_HOST: ReadonlyMap<string, string> = new Map([
  ["amp.theguardian.com", "www.theguardian.com"], // https://github.com/guardian/frontend, ampTagHtml
  ["amp.miamiherald.com", "www.miamiherald.com"],
  ["amp.dw.com", "www.dw.com"],
  ["amp.scmp.com", "www.scmp.com"],
  ["m.lenta.ru", "lenta.ru"],
  ["mobile.nytimes.com", "www.nytimes.com"],
]);

/** Paths on AMP cache and viewer hosts: https://developers.google.com/amp/cache/overview#amp-cache-url-format */
export const AMP_CACHE = /^\/[aciv]\/(s\/)?([a-z0-9.-]+\.[a-z]{2,}(?::\d+)?)(\/.*)?$/i;
export const AMP_VIEWER = /^\/amp\/(s\/)?([a-z0-9.-]+\.[a-z]{2,}(?::\d+)?)(\/.*)?$/i;
