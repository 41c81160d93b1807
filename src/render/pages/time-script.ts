/**
 * The only script that pages load: it converts times to the visitor's time zone. Without scripts the page shows the
 * server's times in UTC; with scripts the `title` still has the original value.
 *
 * The short name of the zone ("CET", "GMT+9") is part of each time, so that nobody mistakes one zone for another.
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
