/** What is said of an element beside its text. */
const SAID_IN = ['aria-label', 'aria-description', 'aria-valuetext', 'placeholder', 'title', 'alt'];
const NOT_SHOWN = 'style, script, template, [hidden]';
/** Of `Intl.ListFormat` in English, which no catalog has. */
const OF_INTL = ['and'];

/**
 * Fails where something is said that no catalog has: under the pseudo-language (`setLanguage(PSEUDO_LANGUAGE)`, before it is
 * drawn) each of a catalog's words has an accent on every vowel.
 * @param data what may stand there beside: names, addresses, ids
 */
export function expectOnlyCatalogWords(container: Element, { data }: { data: readonly string[] }): void {
  const longestFirst = [...data, ...OF_INTL].sort((a, b) => b.length - a.length);
  const foreign = textsIn(container).flatMap((text) => {
    const left = longestFirst.reduce((rest, known) => rest.split(known).join(' '), text);
    return (left.match(/[\p{L}\p{M}’]+/gu) ?? []).filter((word) => /[aeiou]/i.test(word));
  });
  expect(foreign).toEqual([]);
}

/** Everything that is shown, and what a screen reader is told beside it. */
function textsIn(container: Element): string[] {
  const texts: string[] = [];
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node instanceof Element ? node : node.parentElement;
    if (element?.closest(NOT_SHOWN)) continue;
    if (node instanceof Element) texts.push(...SAID_IN.map((name) => node.getAttribute(name) ?? ''));
    else texts.push(node.textContent ?? '');
  }
  return texts;
}
