import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { RunOptions } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { drawn } from './page';

declare global {
  interface Window {
    axe: typeof axe & { utils: { DqElement: { prototype: DqElement } } };
  }
}

/** An element that axe tells of. */
interface DqElement {
  source: string;
  nodeIndexes: number[];
  fromFrame: boolean;
  toJSON: () => object;
}

/** All that WCAG 2.2 asks for on level AA, and what is best practice beyond that: landmarks, headings, names told apart. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What stands behind an open modal dialog is hidden from everybody until it closes: the heading of the page too. */
const HIDDEN_BY_DIALOG = { 'page-has-heading-one': { enabled: false } };

/** How the page is looked at. */
interface Look {
  colorScheme: 'light' | 'dark';
  /** Of the window, px. */
  width: number;
}

/** As wide as a notebook, and as narrow as WCAG's reflow asks for. */
const [WIDE, NARROW] = [1280, 320];

/** In both themes and both widths: what depends on the width is looked for in each width, and contrast in all four. */
const LOOKS: readonly { look: Look; rules: 'all' | 'contrast' }[] = [
  { look: { colorScheme: 'light', width: WIDE }, rules: 'all' },
  { look: { colorScheme: 'dark', width: WIDE }, rules: 'contrast' },
  { look: { colorScheme: 'dark', width: NARROW }, rules: 'all' },
  { look: { colorScheme: 'light', width: NARROW }, rules: 'contrast' },
];

/** A violation of a rule, and where. */
interface Violation {
  id: string;
  help: string;
  where: string[];
}

/** Fails on any axe violation in both themes and both widths, and where the page scrolls sideways; leaves the window as it was. */
export async function expectAccessibleEverywhere(page: Page): Promise<void> {
  const before = page.viewportSize();
  for (const { look, rules } of LOOKS) {
    await lookAt(page, look);
    if (rules === 'all') await expectAccessible(page);
    else await expectContrast(page);
    await expectNothingSideways(page);
  }
  await lookAt(page, { colorScheme: 'light', width: before?.width ?? WIDE });
}

/** Fails on any axe violation of WCAG 2.2 AA or of best practice, in the host page and in the app. */
export async function expectAccessible(page: Page): Promise<void> {
  await Promise.all(page.frames().map(bringAxe));
  expectNone(await page.evaluate(findViolations, await allRules(page)));
}

/** Fails where something in the app is too pale to be read. */
async function expectContrast(page: Page): Promise<void> {
  for (const frame of page.frames().filter((one) => one !== page.mainFrame())) {
    await bringAxe(frame);
    expectNone(await frame.evaluate(findViolations, CONTRAST));
  }
}

function expectNone(found: readonly Violation[]): void {
  expect(found, found.map(({ help }) => help).join('\n')).toEqual([]);
}

/** Changes the theme and the width, and waits until the app has followed. */
async function lookAt(page: Page, { colorScheme, width }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: page.viewportSize()?.height ?? 800 });
  await page.frameLocator('iframe').locator(`html[data-color-mode="${colorScheme}"]`).waitFor();
  await drawn(page);
}

const COMMON: RunOptions = {
  resultTypes: ['violations'],
  // No rule looks into style sheets, which would be fetched once more for it.
  preload: { assets: ['media'] },
};

const CONTRAST: RunOptions = { ...COMMON, runOnly: { type: 'rule', values: ['color-contrast'] } };

async function allRules(page: Page): Promise<RunOptions> {
  const hasDialog = await page.frameLocator('iframe').locator('dialog:modal').count();
  return { ...COMMON, runOnly: TAGS, rules: hasDialog > 0 ? HIDDEN_BY_DIALOG : {} };
}

/** Fails where the page, the app, or a dialog scrolls sideways; says what sticks out. */
export async function expectNothingSideways(page: Page): Promise<void> {
  const found = await Promise.all(
    page.frames().map((frame) =>
      frame.evaluate(() => {
        const scrolled = [document.documentElement, ...document.querySelectorAll('dialog, dialog *')];
        return scrolled
          .filter((element) => element.scrollWidth > element.clientWidth + 1)
          .filter((element) => element.matches('html') || getComputedStyle(element).overflowX === 'auto')
          .flatMap((element) =>
            [...element.querySelectorAll('*')]
              .filter(
                (inner) => inner.getBoundingClientRect().right > element.getBoundingClientRect().right + 1,
              )
              .map((inner) => inner.outerHTML.slice(0, 200)),
          );
      }),
    ),
  );
  expect(found.flat()).toEqual([]);
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function bringAxe(frame: Frame): Promise<void> {
  if (await frame.evaluate(() => 'axe' in window)) return;
  await frame.evaluate(AXE);
  await frame.evaluate(tellSourceAlone);
}

/**
 * Runs in the page: has axe tell of elements by their source. Selectors and paths of each one that passed a rule take longer to
 * make up than the rules to run.
 */
function tellSourceAlone(): void {
  window.axe.utils.DqElement.prototype.toJSON = function toJSON(this: DqElement) {
    const { source, nodeIndexes, fromFrame } = this;
    return { source, nodeIndexes, fromFrame, selector: [''], xpath: [''], ancestry: [''] };
  };
}

/**
 * Runs in the page: what axe finds in its frame and in those inside that have its origin. Each is asked directly, which is why
 * `@axe-core/playwright` is not used: to get what each frame found out of the browser, and in again to be put together, takes
 * several times as long as to find it.
 */
async function findViolations(options: RunOptions): Promise<Violation[]> {
  const { axe: own } = window;
  const context = { exclude: [] };
  const partials = [await own.runPartial(context, options)];
  for (const { frameSelector, frameContext } of own.utils.getFrameContexts(context)) {
    const inner = document.querySelector<HTMLIFrameElement>(String(frameSelector))?.contentWindow?.window.axe;
    if (!inner) throw new Error(`axe is not in ${String(frameSelector)}.`);
    partials.push(await inner.runPartial(frameContext, options));
  }
  const { violations } = await own.finishRun(partials, options);
  return violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary ?? ''}`),
  }));
}
