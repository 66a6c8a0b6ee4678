import axe, { type FrameContextObject, type PartialResult, type RunOptions } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const OPTIONS: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'page-has-heading-one': { enabled: false } }, // Best practice; an open dialog hides the heading behind it.
  resultTypes: ['violations'],
};

/** Fails on any axe violation of WCAG 2.2 AA, in the host page and in the app. */
export async function expectAccessible(page: Page): Promise<void> {
  const scans = await scan(page.mainFrame(), { exclude: [] });
  const violations = await page.evaluate(
    async ([texts, options]) => {
      const partials = texts.map((text) => JSON.parse(text) as PartialResult);
      return (await window.axe.finishRun(partials, options)).violations;
    },
    [scans, OPTIONS] as const,
  );
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`),
  }));
  expect(found).toEqual([]);
}

/**
 * What axe finds in a frame and in those inside it. As text, which is why `@axe-core/playwright` is not used: as a tree
 * of objects it takes several times as long to get out of the browser as it took to find.
 */
async function scan(frame: Frame, context: FrameContextObject | { exclude: [] }): Promise<string[]> {
  if (await frame.evaluate(() => !('axe' in window))) await frame.evaluate(axe.source);
  const [own, inner] = await frame.evaluate(
    async ([within, options]) =>
      [
        JSON.stringify(await window.axe.runPartial(within, options)),
        window.axe.utils.getFrameContexts(within),
      ] as const,
    [context, OPTIONS] as const,
  );
  const scans = [own];
  for (const { frameSelector, frameContext } of inner) {
    const element = await frame.locator(String(frameSelector)).elementHandle();
    const child = await element.contentFrame();
    if (!child) throw new Error(`There is no frame at ${String(frameSelector)}.`);
    scans.push(...(await scan(child, frameContext)));
  }
  return scans;
}
