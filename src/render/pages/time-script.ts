/**
 * The one script that pages load: it puts times into the visitor's zone. The server gives them in UTC, which stays where
 * scripts do not run, and is in the `title` afterwards.
 *
 * It names the zone as the visitor knows it ("CET", "GMT+9"), so that nobody takes one zone for another.
 */
export const TIME_SCRIPT = `const language = document.documentElement.lang;
const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZoneName: "short",
});
for (const time of document.querySelectorAll("time[data-local]")) {
  const moment = new Date(time.dateTime);
  if (!Number.isNaN(moment.getTime())) time.textContent = format.format(moment).replace(" at ", ", ");
}
`;
