import type { Browser, BrowserContextOptions, Page, Response } from "playwright-core";
import type { View } from "./views.ts";

/** A page of an edition that is served somewhere. */
export interface Subject {
  /** In the table and in the names of screenshots. */
  name: string;
  site: string;
  path: string;
  status: number;
  views: readonly View[];
  /** Its texts are longer than any that an edition would publish. */
  heavy?: true;
}

/** A subject, open in a browser. */
export interface Visit {
  subject: Subject;
  view: View;
  page: Page;
  response: Response;
  /** Everything that was loaded, the page itself first. */
  loaded: Response[];
  /** What the browser complained of, or asked for and should not have. */
  noise: string[];
}

/** Milliseconds for any one step in the browser. */
const STEP = 15_000;

/** Opens the subject in a fresh profile, hands it over, and closes it. */
export async function visit<T>(
  browser: Browser,
  subject: Subject,
  view: View,
  options: BrowserContextOptions,
  work: (visit: Visit) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height },
    colorScheme: view.scheme,
    ...options,
  });
  try {
    context.setDefaultTimeout(STEP);
    const page = await context.newPage();
    const url = subject.site + subject.path;
    const noise = listen(page, url, subject.status);
    const loaded: Response[] = [];
    page.on("response", (answer) => loaded.push(answer));
    const response = await page.goto(url, { waitUntil: "load" });
    if (!response) throw new Error(`${url} did not answer`);
    return await work({ subject, view, page, response, loaded, noise });
  } finally {
    await context.close();
  }
}

function listen(page: Page, url: string, status: number): string[] {
  const { host } = new URL(url);
  const noise: string[] = [];
  page.on("console", (message) => {
    // Browsers log a page's own error status.
    const own =
      status >= 400 && message.location().url === url && message.text().includes(`${status}`);
    if (!own && ["error", "warning"].includes(message.type()))
      noise.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    noise.push(`a script opened a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (new URL(request.url()).host !== host)
      noise.push(`request to another host: ${request.url()}`);
  });
  page.on("requestfailed", (request) =>
    noise.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ""}`),
  );
  page.on("response", (response) => {
    const expected = response.url() === url ? status : 200;
    if (response.status() !== expected)
      noise.push(`${response.url()} answered ${response.status()}, not ${expected}`);
  });
  return noise;
}
