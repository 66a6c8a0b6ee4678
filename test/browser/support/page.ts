import {
  type Browser,
  type BrowserContextOptions,
  type FrameLocator,
  type Locator,
  type Page,
} from 'playwright-core';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox';
import { groupIds, type LogEntry, type PersonaKey } from '../../../sandbox/confluence';
import type { Calls } from '../../../src/contract';
import { connectBrowser } from './browser';
import { setClockAhead } from './pageClock';
import { signal } from './signal';
import { WatchedAnswers, type HeldAnswers } from './watchedAnswers';

export { groupIds };
export type { FrameLocator, HeldAnswers, Locator, Page };

/** Less than a test has: what was waited for is said. */
const PATIENCE_MS = 20_000;

/** Where to look, as whom. `group` is a group's id, `path` another place in the app. */
export interface Visit extends Pick<BrowserContextOptions, 'viewport' | 'colorScheme' | 'forcedColors'> {
  as?: PersonaKey;
  group?: string;
  path?: string;
  /** Files of the page that do not come. */
  missing?: RegExp;
  /** How much the clock of the admin's machine is ahead, ms; behind where it is negative. Right by default. */
  clockAheadMs?: number;
  /** A page that was opened before, or is open still, in the browser that it is to be opened in: what that keeps is there. */
  after?: Page;
  /** Whether the pages of the browser have a clock that `passTimeUntil` can put forward, with all that waits for it. */
  hasFastClock?: boolean;
  /** What the new tab keeps for the app already: its session storage. */
  kept?: Record<string, string>;
}

/** The built app in the sandbox and a real browser in front of it. What the browser complains of fails the test. */
export class Stage {
  readonly #complaints: string[] = [];
  readonly #tolerated: RegExp[] = [];
  readonly #answers: WatchedAnswers;

  private constructor(
    readonly sandbox: Sandbox,
    readonly browser: Browser,
  ) {
    this.#answers = new WatchedAnswers(sandbox.confluence);
  }

  /** One for a test file; closes itself and checks for complaints after each test. */
  static forFile(options: SandboxOptions = {}): { readonly stage: Stage } {
    const file: { stage?: Stage } = {};
    beforeAll(async () => {
      file.stage = new Stage(await startSandbox({ scale: 3_000, ...options }), await connectBrowser());
    });
    afterEach(async () => {
      await file.stage?.endTest();
    });
    afterAll(async () => {
      await file.stage?.browser.close();
      await file.stage?.sandbox.close();
    });
    return {
      get stage() {
        if (!file.stage) throw new Error('The stage is there during tests only.');
        return file.stage;
      },
    };
  }

  /** Confluence's settings page with the app in it. */
  async visit({
    as = 'site-admin',
    group,
    path,
    missing,
    clockAheadMs,
    after,
    hasFastClock,
    kept,
    ...options
  }: Visit = {}): Promise<{ page: Page; app: FrameLocator }> {
    const context =
      after?.context() ?? (await this.browser.newContext({ reducedMotion: 'reduce', ...options }));
    context.setDefaultTimeout(PATIENCE_MS);
    if (missing) await context.route(missing, (route) => route.abort());
    if (hasFastClock) await context.clock.install({ time: Date.now() + (clockAheadMs ?? 0) });
    else if (clockAheadMs !== undefined) await setClockAhead(context, clockAheadMs);
    const page = await context.newPage();
    if (kept) await keepForTab(page, kept);
    page.on('pageerror', (error) => this.#complaints.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.#complaints.push(`console: ${message.text()}`);
    });
    const query = new URLSearchParams({
      as,
      ...(group !== undefined && { group }),
      ...(path !== undefined && { path }),
    });
    await page.goto(`${this.sandbox.url}/?${query.toString()}`);
    return { page, app: page.frameLocator('iframe') };
  }

  /** What the browser complained of in this test. */
  get complaints(): readonly string[] {
    return this.#complaints;
  }

  /** Complaints like this are what the test is about. */
  tolerate(complaint: RegExp): void {
    this.#tolerated.push(complaint);
  }

  fault(...faults: object[]): void {
    this.sandbox.confluence.faults.set(faults);
  }

  /** Holds back what Confluence answers the page, where the path of a request fits. */
  holdReads(path: RegExp): HeldAnswers {
    return this.#answers.hold({ via: 'bridge', path });
  }

  /**
   * Holds back what Confluence answers the function and the worker about changes that it has made.
   * @param after so many that are answered before
   */
  holdChanges(after = 0): HeldAnswers {
    return this.#answers.hold({ via: 'function', path: /\/group\/userByGroupId\?/, after });
  }

  /** Writes a value into Forge's storage past the app. */
  async plant(key: string, value: object): Promise<void> {
    const body = JSON.stringify({ key, value, options: { ttl: { value: 30, unit: 'DAYS' } } });
    const request = { path: '/api/v1/set', body, scopes: ['storage:app'] };
    const { status } = await this.sandbox.storage.handle(request);
    if (status >= 300) throw new Error(`Nothing was planted under ${key}: ${status}.`);
  }

  get requests(): LogEntry[] {
    return this.sandbox.confluence.requestLog.entries();
  }

  /** Requests whose address has this in it: the page asks for other things too, at moments of its own. */
  requestsFor(part: string): LogEntry[] {
    return this.requests.filter(({ path }) => path.includes(part));
  }

  /** Account ids that a DELETE was made for, one entry a request. */
  get deletedIds(): string[] {
    return this.requests
      .filter(({ method }) => method === 'DELETE')
      .map(({ path }) => new URL(path, this.sandbox.url).searchParams.get('accountId') ?? '');
  }

  private async endTest(): Promise<void> {
    for (const context of this.browser.contexts()) {
      // An answer that is still held back has nobody left to go to.
      await context.unrouteAll({ behavior: 'ignoreErrors' });
      await context.close();
    }
    this.#answers.releaseAll();
    this.sandbox.reset();
    const tolerated = this.#tolerated.splice(0);
    const complaints = this.#complaints.splice(0);
    expect(complaints.filter((text) => !tolerated.some((pattern) => pattern.test(text)))).toEqual([]);
  }
}

/** Puts texts into the session storage of a tab before its first page; what is written or dropped there later stays so. */
async function keepForTab(page: Page, texts: Record<string, string>): Promise<void> {
  await page.addInitScript((entries) => {
    if (sessionStorage.getItem('kept') !== null) return;
    sessionStorage.setItem('kept', '');
    for (const [key, text] of Object.entries(entries)) sessionStorage.setItem(key, text);
  }, texts);
}

/** Goes to another place of the app in a page that is open, as Back and Forward do: nothing is loaded again for it. */
export async function goTo(page: Page, place: Pick<Visit, 'group' | 'path'>): Promise<void> {
  await page.evaluate((names) => {
    const url = new URL(window.location.href);
    url.searchParams.delete('group');
    url.searchParams.delete('path');
    for (const [name, value] of Object.entries(names)) url.searchParams.set(name, value);
    window.history.pushState(null, '', url);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, place);
}

/** Makes the window so large, px, and waits until the page was drawn anew. */
export async function resize(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
  await drawn(page);
}

/** Waits until what the page and the app have changed was drawn. */
export async function drawn(page: Page): Promise<void> {
  const twoFrames = () =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await Promise.all(page.frames().map((frame) => frame.evaluate(twoFrames)));
}

/** The row of a person in the table of the group that is shown. */
export function rowOf(app: FrameLocator, name: string) {
  return app.getByRole('row').filter({ has: app.getByRole('rowheader', { name, exact: true }) });
}

/** Waits until this many members are shown, of a group that is too large to be read whole. */
export async function loaded(app: FrameLocator, count: number): Promise<void> {
  await app.getByText(new RegExp(`^${count.toLocaleString('en-US')} of [\\d,]+ members are shown`)).waitFor();
}

/** Waits until a group of this many members is read whole. */
export async function readWhole(app: FrameLocator, count: number): Promise<void> {
  await app.getByRole('button', { name: `All ${count.toLocaleString('en-US')}`, exact: true }).waitFor();
}

/** Chooses the first people in the table of a group: the first, and with Shift those up to the last. */
export async function selectFirst(app: FrameLocator, count: number): Promise<void> {
  const boxAt = (row: number) => app.locator(`[data-index="${row}"]`).getByRole('checkbox');
  await boxAt(0).check();
  if (count > 1) {
    // A short list has no bar of its own to scroll.
    if ((await boxAt(count - 1).count()) === 0) await scrollToRow(app, count - 1);
    await boxAt(count - 1).click({ modifiers: ['Shift'] });
  }
  await app.getByText(`${count.toLocaleString('en-US')} selected`, { exact: true }).waitFor();
}

/** Chooses an item of the menu *More actions* of a group or of the list of groups. */
export async function chooseAction(app: FrameLocator, name: string | RegExp): Promise<void> {
  await app.getByRole('button', { name: 'More actions' }).click();
  await app.getByRole('menuitem', { name }).click();
}

/** Scrolls the list so that about this row, counted from 0, is the first in sight; waits until it is in the document. */
export async function scrollToRow(app: FrameLocator, row: number): Promise<void> {
  await app.getByRole('region', { name: /^List of / }).evaluate(async (list, index) => {
    const rows = () => Number(list.querySelector('table')?.getAttribute('aria-rowcount')) - 1;
    list.scrollTop = (list.scrollHeight * index) / rows();
    const isThere = () => list.querySelector(`[data-index="${Math.min(index, rows() - 1)}"]`) !== null;
    while (!isThere()) await new Promise(requestAnimationFrame);
  }, row);
}

/** Types letter by letter, faster than any debouncing however slow the machine. */
export async function typeAtOnce(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.evaluate((input: HTMLInputElement, letters) => {
    for (const letter of letters) {
      input.setRangeText(letter, input.value.length, input.value.length, 'end');
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }, text);
}

/** What requests of the app cost in rate-limit points; other clients' are not counted. */
export function pointsOf(requests: readonly LogEntry[]): number {
  return requests.reduce((sum, { via, points }) => sum + (via ? points : 0), 0);
}

/** The dialog that asks before a removal, once it is known what the group gives access to. */
export async function removalDialog(app: FrameLocator): Promise<Locator> {
  const dialog = app.getByRole('dialog', { name: /^Remove / });
  await dialog.waitFor();
  await dialog.getByText('Checking what this group gives access to…').waitFor({ state: 'detached' });
  return dialog;
}

/** Types what is asked for before people are removed, if anything. */
async function typeWhatIsAsked(within: FrameLocator | Locator): Promise<void> {
  for (const field of await within.getByRole('textbox', { name: /^Type / }).all()) {
    const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.innerText ?? '');
    const wanted = /^Type (?:the group’s name to confirm: (.+)|([\d,]+) to confirm)/.exec(label);
    await field.fill(wanted?.[1] ?? wanted?.[2] ?? '');
  }
}

/** Types what the dialog asks for, if anything, and clicks Remove in it. */
export async function confirmRemoval(app: FrameLocator): Promise<void> {
  const dialog = await removalDialog(app);
  await typeWhatIsAsked(dialog);
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
}

/** The button that carries out the plan under review, once it can say what that is. */
export function planButton(app: FrameLocator): Locator {
  return app.getByRole('button', { name: /^(?:Remove|Add|Make) [\d,]+ / });
}

/** Waits for the review of a plan, types what it asks for, if anything, and carries it out. */
export async function confirmPlan(app: FrameLocator): Promise<void> {
  await app.getByRole('heading', { name: 'Review changes' }).waitFor();
  await planButton(app).waitFor();
  await app.getByText(/^Checking wh.*…$/).waitFor({ state: 'detached' });
  await typeWhatIsAsked(app);
  await planButton(app).click();
}

/** Has those who are selected removed: several over the review of a plan, one by a dialog. */
export async function removeSelected(app: FrameLocator, count: number): Promise<void> {
  const name = `Remove selected (${count.toLocaleString('en-US')})`;
  await app.getByRole('button', { name, exact: true }).click();
  await (count === 1 ? confirmRemoval(app) : confirmPlan(app));
}

/** Remove NAME, what the dialog asks for, and Remove again in it. */
export async function removePerson(app: FrameLocator, name: string): Promise<void> {
  await app.getByRole('button', { name: `Remove ${name}`, exact: true }).click();
  await confirmRemoval(app);
}

/** Holds back the function's answers of one call. */
export async function hold(page: Page, functionKey: keyof Calls): Promise<HeldAnswers> {
  const [held, holds] = signal();
  const [released, release] = signal();
  // On the context, which is there until the test ends; a page may close before, and its routes with it.
  await page.context().route('**/sandbox/invoke', async (route) => {
    const body: unknown = route.request().postDataJSON();
    const isHeld =
      typeof body === 'object' && body !== null && Reflect.get(body, 'functionKey') === functionKey;
    const response = await route.fetch();
    if (isHeld) {
      holds();
      await released;
    }
    await route.fulfill({ response });
  });
  return { held, release };
}

/** Lets the page have another answer of the function to one call, made of the right one. */
export async function alter(
  page: Page,
  functionKey: keyof Calls,
  change: (result: unknown) => unknown,
): Promise<void> {
  await page.context().route('**/sandbox/invoke', async (route) => {
    const body: unknown = route.request().postDataJSON();
    if (typeof body !== 'object' || body === null || Reflect.get(body, 'functionKey') !== functionKey) {
      return route.fallback();
    }
    const response = await route.fetch();
    const answer = (await response.json()) as { result: unknown };
    return route.fulfill({ response, json: { ...answer, result: change(answer.result) } });
  });
}
