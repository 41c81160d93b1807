/**
 * The fixed words of pages and feeds, in English. Every other language has the same keys; what it lacks is shown in English.
 * `{0}`, `{1}` stand for what is filled in. A function takes a number, since languages count differently.
 */
export const en = {
  // Counts and times.
  outlets: (n: number) => `${n} ${n === 1 ? "outlet" : "outlets"}`,
  reports: (n: number) => `${n} ${n === 1 ? "report" : "reports"}`,
  stories: (n: number) => `${n} ${n === 1 ? "story" : "stories"}`,
  independentTexts: (n: number) => `${n} independent ${n === 1 ? "text" : "texts"}`,
  moreOutlets: (n: number) => `and ${n} more`,
  moreReports: (n: number) => `and ${n} more ${n === 1 ? "report" : "reports"}`,
  minutes: (n: number) => `${n} min`,
  hours: (n: number) => `${n} h`,
  hoursAndMinutes: "{0} h {1}",
  days: (n: number) => `${n} ${n === 1 ? "day" : "days"}`,
  dateNotKnown: "date not known",
  zoneNotGiven: "{0}, time zone not given",
  estimated: "about {0}, our estimate",
  citing: "citing {0}",
  headlineOurs: "our headline",

  // The entry of a feed.
  whereTheyDisagree: "Where the reports disagree",
  howItSpread: "How it spread",
  theOutlets: "The outlets",

  // The frame of every page.
  skipToContent: "Skip to the content",
  mainNavigation: "Main",
  top: "Top",
  latest: "Latest",
  daily: "Daily",
  tags: "Tags",
  languages: "Languages",
  search: "Search",
  subscribe: "Subscribe",
  about: "About",
  publishedBy: "Published by {0}.",
  data: "Data",
  nameOfMark: "The mark of {0}: several lines that become one",

  // Lists of stories.
  topStories: "Top stories",
  topOrder: "Ordered by the number of independent outlets and by how recent the last one is.",
  latestStories: "Latest stories",
  latestOrder: "Ordered by when the last outlet joined, which is the time shown.",
  olderStories: "Older stories",
  oneOutletEach: "From one outlet each",
  follow: "Follow these stories:",
  noStories: "No stories yet",
  noStoriesBecause: "Stories appear here as soon as outlets report them.",
  feedsFailing: (n: number) =>
    `${n} ${n === 1 ? "feed is" : "feeds are"} failing. The outlets page says why.`,
  noFeeds: "The edition has neither reports nor feeds. Add outlets to content/outlets.yaml.",
  seeOutlets: "See the outlets",
  listIsEmpty: "No story is on this list now.",
  noResults:
    "No story contains all of these words. Use fewer words, or part of a word and an asterisk: refuge*",
  allLatest: "All stories, the latest first",
  newest: "newest {0}",
  toTheStories: "Go to the stories",

  // What a list shows, in titles.
  partSearch: "Search for {0}",
  partTag: "Stories on {0}",
  partOutlet: "Reported by {0}",
  partLanguage: "Reported in {0}",
  partExclude: "Reported by others than {0}",
  partMinOutlets: (n: number) => `What ${n} or more outlets report`,
  partSince: "Updated since {0}",
  partBefore: "Updated before {0}",
  partHours: (n: number) => `The last ${n === 1 ? "hour" : `${n} hours`}`,
  partDescription: "Stories of {0}. {1}",
  partArchive: "Archive up to story {0}",

  // The story's page.
  whoReportedWhat: "Who reported what, and when",
  inLanguage: "in {0}",
  changedByOutlet: "changed by the outlet {0}",
  removedByOutlet: "no longer in the outlet’s feed since {0}",
  sameText: "The same text as {0}, nearly word for word.",
  facts: "The outlets",
  factOutlet: "Outlet",
  factOwner: "Who is behind it",
  factLanguage: "Language",
  factText: "Text",
  ownText: "its own",
  copyOf: "copy of {0}",
  theirWords: "Their words",
  sayIt: (n: number) => `${n} outlets say`,
  only: "Only {0}",
  wordsNote: "Names, numbers and words of headlines and summaries in one language.",
  allReports: "All reports",
  allReportsOf: "All reports of {0}",
  pageOfPages: "Page {0} of {1}.",
  previousPage: "Previous page",
  nextPage: "Next page",
  permanentAddress: "Permanent address",
  asData: "This story as data (JSON)",
  storyData: "This story as data",

  // The figure.
  spreadTitle: "How the story spread",
  spreadText: "{0} from {1}: first {2}, last {3}. The list below has all of them in order.",
  spreadAxis: "Times count from the first report.",
  spreadLine: "A line joins each report to the one it is most similar to.",
  spreadDay: "A bar is a day: the time of day is not known.",
  spreadDashed: "Dashed: the outlet gives no date.",
  spreadZone: "A time without a time zone is shown as if in UTC.",
  spreadHollow: "A hollow mark is a copy of another text.",
  notDrawn: (n: number) => `${n} later ${n === 1 ? "report is" : "reports are"} not drawn.`,

  // Why a report is in its story.
  whyHere: "Why it is in this story",
  why: "Why",
  whyFirst: "It opened the story. The other reports were compared with it.",
  whyEditor: "The edition’s editor placed it here.",
  whySimilar: "It is about the same event as {0}’s “{1}”.",
  whySimilarOnly: "It is about the same event as another report.",
  names: "Names",
  words: "Words",
  numbers: "Numbers",
  apart: "Apart",
  sameTime: "published at the same time, as far as is known",
  match: "Match",
  matchMinimum: "{0}% (minimum {1}%)",
  matchOnly: "{0}%",
  wholeStories: "Whole stories",
  over: "over 99",

  // How a story changed.
  howItChanged: "How this story changed",
  someReports: "Reports",
  becamePart: "{0} became part of this story.",
  becamePartWith: "{0} became part of this story, with {1}.",
  oldAddress: "Its old address leads here.",
  cameOut: "{0} left {1} and became this story.",
  becameOwn: "{0} left this story and became {1}.",
  movedHere: "{0} moved here from {1}.",
  movedAway: "{0} moved from here to {1}.",
  anotherStory: "another story",
  editorSays: "The edition’s editor decided it.",
  linkEvidence: "{0} is about the same event as {1}.",
  remainingEvidence: "The link between {0} and {1} was too weak.",
  pullEvidence: "Other reports were more similar: {0} is about the same event as {1}.",
  evidenceGone: "The reports that were compared are no longer stored.",

  // The outlets' page.
  outletsTitle: "Outlets",
  outletsDescription: "The outlets of {0}: who is behind each, and how its feed is doing.",
  polling: "How their feeds are doing",
  pollingNote:
    "Times are in UTC. Reports are those of the last seven days; shared reports are in a story with another outlet’s. The same as data:",
  outlet: "Outlet",
  state: "State",
  lastPoll: "Last poll",
  lastSuccess: "Last success",
  nextPoll: "Next poll",
  reportsColumn: "Reports",
  sharedColumn: "Shared",
  never: "never",
  reportsHeld: (n: number) =>
    `${n} new ${n === 1 ? "report" : "reports"} of the last poll ${n === 1 ? "waits" : "wait"} until tomorrow: the outlet publishes far more than usual.`,
  stateOk: "ok",
  stateFailing: "failing",
  stateStopped: "stopped",
  statePaused: "paused",
  stateWaiting: "not polled yet",
  stateFiles: "files only",

  // Indexes.
  tagsDescription: "The tags of the latest stories of {0}.",
  languagesDescription: "The languages in which the latest stories of {0} are reported.",
  noTags: "No story has a tag yet.",

  // Days.
  dailyTitle: "Day by day",
  dailyDescription: "One entry a day: the day’s stories by the number of independent outlets.",
  dayTitle: "{0}: the day’s stories",
  noDays: "No day has ended yet.",
  daysEnd: "A day ends at {0} ({1}).",

  // Search.
  searchIn: "Searches the headlines and summaries of every story.",
  wordsToSearch: "Words to search for",
  exampleAll: "Stories that contain both words",
  examplePhrase: "Stories that contain the exact phrase",
  exampleStart: "Stories that contain a word that starts like this: refuge, refugees",
  searchIsFeed:
    "Every search is also a feed. To combine a search with outlets, languages and dates, use {0}.",

  // Subscribing.
  subscribeDescription: "How to follow {0} in a feed reader.",
  subscribeIntro:
    "Copy an address and paste it into your feed reader, where it says “Add a feed” or “Subscribe”. A story stays one entry while it grows.",
  popularReaders:
    "Popular readers: NetNewsWire, Miniflux, FreshRSS, Feedbin, Thunderbird, newsboat.",
  choiceSeveral: (n: number) =>
    `What ${n === 2 ? "two" : n === 3 ? "three" : n} or more outlets report`,
  choiceSeveralHint: "For most people: the events that matter to more than one newsroom.",
  choiceDaily: "Once a day",
  choiceDailyHint: "One entry a day, with the day’s stories.",
  choiceTop: "Top stories",
  choiceTopHint: "The stories of the front page.",
  choiceAll: "Everything",
  choiceAllHint: "Every story of every outlet.",
  alsoAs: "Also as {0}",
  copy: "Copy",
  copied: "Copied",
  openInReader: "Open in your reader",
  buildYourOwn: "Build your own feed",
  buildIntro:
    "Every tag, outlet and search has a feed of its own. Here you can combine them. What you leave empty does not count.",
  fieldWords: "Words",
  fieldWordsHint:
    "All of them. “Phrases” in quotes; refuge* matches every word that starts like this.",
  fieldTags: "Tags",
  fieldTagsHint: "Any of them, separated by commas",
  fieldOutlets: "Outlets",
  fieldMinOutlets: "At least",
  fieldMinOutletsHint: "outlets",
  fieldSince: "Updated since",
  fieldUpdates: "When a story grows",
  updatesSilent: "the entry changes in place",
  updatesBump: "its date moves up",
  updatesNew: "a new entry for each new outlet",
  makeFeed: "Make the feed",
  yourFeed: "Your feed",
  yourFeedShows: "It shows now:",
  filterNotValid: "That filter isn’t valid",
  whenStoryGrows: "When a story grows",
  growsIntro:
    "A story is updated when another outlet reports it. You can choose what your reader makes of that: add {0} to the address of any feed.",
  modeSilent: "Default. The entry changes in place.",
  modeSilentReaders:
    "newsboat, FreshRSS, Miniflux, Elfeed and NetNewsWire show the new text and leave the entry read; RSS Guard marks it unread. sfeed, Thunderbird and Liferea keep the text that they saw first, and rss2email sends no second mail.",
  modeBump: "The entry’s date follows its last update.",
  modeBumpReaders:
    "FreshRSS, and scripts that sort by date, move it up, still read. newsboat keeps the date that it saw first. The others do as above.",
  modeNew: "Each outlet that joins makes a new entry, with an id of its own.",
  modeNewReaders: "Every reader shows the story again, as new, and rss2email sends a mail.",
  outletsThemselves: "The outlets themselves",
  opmlNote: "{0} lists this edition and its outlets, for import into a reader.",

  // The preview of a feed.
  feedOf: "{0} ({1})",
  previewDescription: "How to subscribe to {0}, and what its feed contains now.",
  previewIntro: "This is a feed. Copy its address and paste it into your feed reader.",
  previewMore: "More feeds, and how readers treat a story that grows: {0}.",
  previewPrograms: "Programs get the feed itself, as {0}:",
  inThisFeed: "In this feed now",

  // About.
  aboutTitle: "About {0}",
  aboutDescription: "What {0} is, who its outlets are, and how to read its feeds.",
  aboutIntro:
    "When several outlets report one event, a feed reader shows it several times. Here the reports about one event are one story: one entry in the feed, with a link to every outlet. The entry keeps its id and its address while the story grows.",
  aboutFolding: "What is one story",
  aboutFoldingText:
    "A program compares the reports: rare names, words and numbers, and the time between them. On its story’s page each report shows what it was most similar to and how good the match is. Two stories may merge later, or one may split; the page says when and why, and old addresses keep working. An editor may overrule the program.",
  aboutHeadlines: "Headlines",
  aboutHeadlinesText:
    "A story has the headline of one of its reports. When the third outlet joins, the program chooses the headline that says most of what the others say. A text that several outlets publish nearly word for word counts once.",
  aboutDates: "Dates",
  aboutDatesText:
    "A date is as precise as the outlet gives it. Pages show times in your time zone if your browser runs scripts, otherwise in UTC.",
  aboutPrivacy: "Privacy",
  aboutPrivacyText:
    "No cookies, no trackers, nothing loaded from another site. The only script, time.js, shows times in your time zone and copies addresses.",
  aboutScripts: "For scripts",
  aboutScriptsText:
    "Every story is also data: add {0} to the address of its page. Every address allows requests from other sites (CORS) and conditional requests: send the {1} of the last response as {2} to get 304 if nothing changed.",
  aboutMembers: "Members of {0}",

  // Errors.
  notFoundTitle: "Page not found",
  notFoundDetail:
    "{0} has no page at {1}. The stories are on the front page, the feeds at /rss.xml, /atom.xml and /feed.json.",
  unknownReportTitle: "No such report",
  unknownReportDetail:
    "{0} has no report with this address. A new report arrives with the next poll of its outlet’s feed.",
  withdrawnTitle: "This story was withdrawn",
  withdrawnDetail: "All of its reports were withdrawn, so nothing is left to show.",
  unavailableTitle: "Not available right now",
  unavailableDetail: "The newsroom is not responding. Try again in a minute.",
};

export type Strings = typeof en;
