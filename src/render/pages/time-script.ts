/**
 * The only script that pages load. It converts times to the visitor's time zone, says how long ago a story was updated, and
 * copies addresses. Without scripts the page shows the server's times in UTC; with scripts the exact time is the title.
 *
 * The short name of the zone ("CET", "GMT+9") is part of each time, so that nobody mistakes one zone for another.
 */
export const TIME_SCRIPT = `const language = document.documentElement.lang;
const exact = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZoneName: "short",
});
const ago = new Intl.RelativeTimeFormat(language, { style: "narrow" });
const units = [["minute", 60], ["hour", 24], ["day", 7]];
function since(moment) {
  // Negative zero reads as "0 min ago", not as "in 0 min".
  let amount = Math.min(-0, Math.round((moment - Date.now()) / 60000));
  for (const [unit, next] of units) {
    if (Math.abs(amount) < next) return ago.format(amount, unit);
    amount = Math.round(amount / next);
  }
  return null;
}
for (const time of document.querySelectorAll("time[data-local], time[data-ago]")) {
  const moment = new Date(time.dateTime);
  if (Number.isNaN(moment.getTime())) continue;
  const text = exact.format(moment).replace(" at ", ", ");
  time.textContent = ("ago" in time.dataset && since(moment)) || text;
  if ("ago" in time.dataset) time.title = text;
}
for (const button of document.querySelectorAll("button[data-copy]"))
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.copied;
    } catch {
      // The browser refused: select the address, so that it can be copied by hand.
      getSelection().selectAllChildren(button.previousElementSibling);
    }
  });
`;
