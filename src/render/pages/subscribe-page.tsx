import type { Edition } from "../../model/edition.ts";
import { ALL_STORIES } from "../../model/selection.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import type { FacetCount } from "../../store/api.ts";
import type { Entry } from "../entry.ts";
import { channelOf, type Channel, type Updates } from "../feeds/channel.ts";
import { dailyChannel } from "../feeds/daily-source.ts";
import { FORMAT_NAMES, FORMATS } from "../feeds/formats.ts";
import { fill, fillWith, stringsOf, type Strings } from "../strings/index.ts";
import { CopyAddress, readerLink } from "./copy-address.tsx";
import { FilterForm, type FormError } from "./filter-form.tsx";
import { page } from "./layout.tsx";
import { StoryCards } from "./story-cards.tsx";

/** What the page shows besides the edition. */
export interface SubscribeContent {
  /** Suggestions for the form. */
  tags: readonly FacetCount[];
  languages: readonly FacetCount[];
  /** What the visitor filled in, by the name of the field. */
  values?: ReadonlyMap<string, readonly string[]>;
  errors?: readonly FormError[];
  /** The feed that the visitor asked for, and its first entries. */
  result?: { channel: Channel; entries: readonly Entry[] };
}

/** How to subscribe to the edition or a part of it. */
export function subscribePage(edition: Edition, content: SubscribeContent): string {
  const { values = new Map(), errors = [], result } = content;
  const strings = stringsOf(edition.language);
  return page({
    edition,
    title: strings.subscribe,
    description: fill(strings.subscribeDescription, stripIllegal(edition.title)),
    // The page of a feed that somebody put together is not for search engines.
    path: values.size === 0 ? "/subscribe" : null,
    children: (
      <article class="prose subscribe">
        <h1>{strings.subscribe}</h1>
        {result && <Result {...result} edition={edition} />}
        {values.size === 0 && (
          <>
            <p class="opening">{strings.subscribeIntro}</p>
            {choicesOf(edition, strings).map((choice) => (
              <Choice {...choice} edition={edition} />
            ))}
            <p class="meta">{strings.popularReaders}</p>
          </>
        )}
        <h2 id="build">{strings.buildYourOwn}</h2>
        <p>{strings.buildIntro}</p>
        <FilterForm
          edition={edition}
          tags={content.tags}
          languages={content.languages}
          values={values}
          errors={errors}
        />
        <UpdateModes strings={strings} />
        <h2 id="opml">{strings.outletsThemselves}</h2>
        <p>{fillWith(strings.opmlNote, <a href="/outlets.opml">outlets.opml</a>)}</p>
      </article>
    ),
  });
}

interface ChoiceProps {
  title: string;
  hint: string;
  channel: Channel;
}

/** Number of outlets of an edition from which most events have three outlets a day, and from which they have two. */
const MANY_OUTLETS = 10;
const SEVERAL_OUTLETS = 4;

/** The feeds that fit the size of the edition, the most useful first. */
function choicesOf(edition: Edition, strings: Strings): ChoiceProps[] {
  const { length } = edition.outlets;
  const minOutlets = length >= MANY_OUTLETS ? 3 : length >= SEVERAL_OUTLETS ? 2 : null;
  const daily = {
    title: strings.choiceDaily,
    hint: strings.choiceDailyHint,
    channel: dailyChannel(edition),
  };
  const all = {
    title: strings.choiceAll,
    hint: strings.choiceAllHint,
    channel: channelOf(edition),
  };
  if (minOutlets === null) return [all, daily];
  return [
    {
      title: strings.choiceSeveral(minOutlets),
      hint: strings.choiceSeveralHint,
      channel: channelOf(edition, { ...ALL_STORIES, minOutlets }),
    },
    daily,
    {
      title: strings.choiceTop,
      hint: strings.choiceTopHint,
      channel: channelOf(edition, { ...ALL_STORIES, order: "top" }),
    },
    all,
  ];
}

function Choice({ title, hint, channel, edition }: ChoiceProps & { edition: Edition }) {
  return (
    <section class="choice">
      <h2>{title}</h2>
      <p>{hint}</p>
      <Addresses channel={channel} edition={edition} />
    </section>
  );
}

function Addresses({ channel, edition }: { channel: Channel; edition: Edition }) {
  const strings = stringsOf(edition.language);
  const others = FORMAT_NAMES.filter((format) => format !== "rss");
  return (
    <>
      <CopyAddress address={channel.feeds.rss} edition={edition} />
      <p class="meta">
        <a href={readerLink(channel.feeds.rss)}>{strings.openInReader}</a> ·{" "}
        {fillWith(
          strings.alsoAs,
          <>
            {others.map((format, place) => (
              <>
                {place > 0 && ", "}
                <a href={channel.feeds[format].slice(edition.site.length)}>
                  {FORMATS[format].name}
                </a>
              </>
            ))}
          </>,
        )}
      </p>
    </>
  );
}

function Result({
  channel,
  entries,
  edition,
}: {
  channel: Channel;
  entries: readonly Entry[];
  edition: Edition;
}) {
  const strings = stringsOf(edition.language);
  return (
    <section class="choice" aria-labelledby="your-feed">
      <h2 id="your-feed">{strings.yourFeed}</h2>
      <p>
        <bdi>{channel.title}</bdi>
      </p>
      <Addresses channel={channel} edition={edition} />
      {entries.length === 0 ? (
        <p>{strings.listIsEmpty}</p>
      ) : (
        <>
          <p>{strings.yourFeedShows}</p>
          <StoryCards entries={entries} edition={edition} level={3} />
        </>
      )}
    </section>
  );
}

/** The effect of each update mode in common feed readers, as measured in docs/readers.md. */
const MODES = [
  ["silent", "modeSilent", "modeSilentReaders"],
  ["bump", "modeBump", "modeBumpReaders"],
  ["new", "modeNew", "modeNewReaders"],
] as const satisfies readonly (readonly [Updates, keyof Strings, keyof Strings])[];

function UpdateModes({ strings }: { strings: Strings }) {
  return (
    <>
      <h2 id="updates">{strings.whenStoryGrows}</h2>
      <p>{fillWith(strings.growsIntro, <code>?updates=</code>)}</p>
      <dl class="rows">
        {MODES.map(([mode, effect, readers]) => (
          <div>
            <dt>
              <code>{mode}</code>
            </dt>
            <dd>
              <p>{strings[effect]}</p>
              <p>{strings[readers]}</p>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
