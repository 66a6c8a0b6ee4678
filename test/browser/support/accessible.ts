import axe, { type FrameContextObject, type PartialResult, type RunOptions } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** All that WCAG 2.2 asks for on level AA, and what is best practice beyond that: landmarks, headings, names told apart. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What stands behind an open modal dialog is hidden from everybody until it closes: the heading of the page too. */
const HIDDEN_BY_DIALOG = { 'page-has-heading-one': { enabled: false } };

/** How the page is looked at. */
export interface Look {
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

/** Fails on any axe violation in both themes and both widths, and where the page scrolls sideways; leaves the window as it was. */
export async function expectAccessibleEverywhere(page: Page): Promise<void> {
  const before = page.viewportSize();
  for (const { look, rules } of LOOKS) {
    await lookAt(page, look);
    await expectAccessible(page, rules);
    await expectNothingSideways(page);
  }
  await lookAt(page, { colorScheme: 'light', width: before?.width ?? WIDE });
}

/** Fails on any axe violation of WCAG 2.2 AA or of best practice, in the host page and in the app. */
export async function expectAccessible(page: Page, rules: 'all' | 'contrast' = 'all'): Promise<void> {
  const options = rules === 'all' ? await allRules(page) : CONTRAST;
  const scans = await scan(page.mainFrame(), { exclude: [] }, options);
  const violations = await page.evaluate(
    async ([texts, using]) => {
      const partials = texts.map((text) => JSON.parse(text) as PartialResult);
      return (await window.axe.finishRun(partials, using)).violations;
    },
    [scans, options] as const,
  );
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`),
  }));
  expect(found, found.map(({ help }) => help).join('\n')).toEqual([]);
}

/** Changes the theme and the width, and waits until the app has followed. */
export async function lookAt(page: Page, { colorScheme, width }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: page.viewportSize()?.height ?? 800 });
  await page.frameLocator('iframe').locator(`html[data-color-mode="${colorScheme}"]`).waitFor();
  for (const frame of page.frames()) {
    await frame.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
  }
}

const CONTRAST: RunOptions = {
  runOnly: { type: 'rule', values: ['color-contrast'] },
  resultTypes: ['violations'],
};

async function allRules(page: Page): Promise<RunOptions> {
  const hasDialog = await page.frameLocator('iframe').locator('dialog:modal').count();
  return {
    runOnly: TAGS,
    rules: hasDialog > 0 ? HIDDEN_BY_DIALOG : {},
    resultTypes: ['violations'],
  };
}

/** Fails where the page, the app, or a dialog scrolls sideways; says what sticks out. */
export async function expectNothingSideways(page: Page): Promise<void> {
  const found: string[] = [];
  for (const frame of page.frames()) {
    const wide = await frame.evaluate(() => {
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
    });
    found.push(...wide);
  }
  expect(found).toEqual([]);
}

/**
 * What axe finds in a frame and in those inside it. As text, which is why `@axe-core/playwright` is not used: as a tree
 * of objects it takes several times as long to get out of the browser as it took to find.
 */
async function scan(
  frame: Frame,
  context: FrameContextObject | { exclude: [] },
  options: RunOptions,
): Promise<string[]> {
  if (await frame.evaluate(() => !('axe' in window))) await frame.evaluate(axe.source);
  const [own, inner] = await frame.evaluate(
    async ([within, using]) =>
      [
        JSON.stringify(await window.axe.runPartial(within, using)),
        window.axe.utils.getFrameContexts(within),
      ] as const,
    [context, options] as const,
  );
  const scans = [own];
  for (const { frameSelector, frameContext } of inner) {
    const element = await frame.locator(String(frameSelector)).elementHandle();
    const child = await element.contentFrame();
    if (!child) throw new Error(`There is no frame at ${String(frameSelector)}.`);
    scans.push(...(await scan(child, frameContext, options)));
  }
  return scans;
}
