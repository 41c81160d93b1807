/** A point on which the reports disagree. The topic is empty if the text does not begin with one. */
export interface Point {
  topic: string;
  text: string;
}

/** Maximum length of a topic, in UTF-16 units. */
const MAX_TOPIC = 60;

const TOPIC = new RegExp(
  `^([^.?!。？！]{1,${MAX_TOPIC}}(?:[.?!](?=\\s)|[。？！]))\\s*(\\S.*)$`,
  "su",
);

/** Splits a disagreement: its first sentence names the topic, if it is short enough. */
export function pointOf(disagreement: string): Point {
  const [, topic, text] = TOPIC.exec(disagreement) ?? [];
  return topic === undefined || text === undefined
    ? { topic: "", text: disagreement }
    : { topic, text };
}
