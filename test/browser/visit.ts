import type { Browser, BrowserContextOptions, Page, Response } from "playwright-core";
import type { View } from "./views.ts";

/** A page to inspect. */
export interface Subject {
  /** Used in the table and in the file names of screenshots. */
  name: string;
  /** The URL of the edition, without a slash at the end. */
  site: string;
  path: string;
  /** The expected HTTP status. */
  status: number;
  views: readonly View[];
  /** Set where the texts are longer than any that an edition would publish. */
  oversized?: true;
}

/** A subject that is open in a browser. */
export interface Visit {
  subject: Subject;
  view: View;
  page: Page;
  response: Response;
  /** All responses so far, that of the page first. */
  loaded: Response[];
  /** Console errors, failed requests, and requests that the page must not make. */
  complaints: string[];
}

/** Milliseconds for one step in the browser. */
const STEP_TIMEOUT = 15_000;

/** Opens the subject in a fresh browser context, calls `work` with it, and closes it. */
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
    context.setDefaultTimeout(STEP_TIMEOUT);
    const page = await context.newPage();
    const url = subject.site + subject.path;
    const complaints = listen(page, url, subject.status);
    const loaded: Response[] = [];
    page.on("response", (each) => loaded.push(each));
    const response = await page.goto(url, { waitUntil: "load" });
    if (!response) throw new Error(`${url} did not answer`);
    return await work({ subject, view, page, response, loaded, complaints });
  } finally {
    await context.close();
  }
}

/** Collects complaints as they come. @param status the expected status of the page */
function listen(page: Page, url: string, status: number): string[] {
  const { host } = new URL(url);
  const complaints: string[] = [];
  page.on("console", (message) => {
    // Chromium logs the page's error status, which is expected where the check asks for an error page.
    const expected =
      status >= 400 && message.location().url === url && message.text().includes(`${status}`);
    if (!expected && ["error", "warning"].includes(message.type()))
      complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    complaints.push(`a script opened a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (new URL(request.url()).host !== host)
      complaints.push(`request to another host: ${request.url()}`);
  });
  page.on("requestfailed", (request) =>
    complaints.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ""}`),
  );
  page.on("response", (response) => {
    const expected = response.url() === url ? status : 200;
    if (response.status() !== expected)
      complaints.push(`${response.url()} answered ${response.status()}, not ${expected}`);
  });
  return complaints;
}
