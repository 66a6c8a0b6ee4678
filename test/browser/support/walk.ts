import type { Locator, Page } from './page';

/** What an admin does with the mouse, counted. Typing is not: how much there is of it is up to the names. */
export class Clicks {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  async click(target: Locator): Promise<void> {
    this.#count += 1;
    await target.click();
  }
}

/** Presses of Tab until something has the focus, at most: more than there are stops on any page. */
const MOST_TABS = 80;

/** Goes to something with Tab alone, or Shift+Tab, and makes sure that its focus is seen. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    await page.keyboard.press(key);
    if (await hasFocus(target)) {
      await expectFocusSeen(target);
      return;
    }
  }
  throw new Error(`Tab does not lead to ${String(target)}.`);
}

/** Whether an element is the one that the keyboard speaks to. */
export function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === element.ownerDocument.activeElement);
}

/** What has the focus, in words that tell of it where a test fails. */
export function focusedIn(page: Page): Promise<string> {
  return page
    .frameLocator('iframe')
    .locator(':focus')
    .first()
    .evaluate((element) => `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`);
}

/**
 * Makes sure that the element with the focus has a ring around it, inside the window and not below anything else. Where a
 * message comes to the bottom of the page just then, the page scrolls a frame later.
 */
export async function expectFocusSeen(target: Locator): Promise<void> {
  await expect.poll(() => isFocusSeen(target), { timeout: 5_000 }).toBe(true);
}

function isFocusSeen(target: Locator): Promise<boolean> {
  return target.evaluate((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { left, top, width, height } = element.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    const isOnTop = hit !== null && (element.contains(hit) || hit.contains(element));
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1 && isOnTop;
  });
}
