/**
 * `getComputedStyle` for queries by role, which ask for `display`, `visibility` and `pointer-events` of all elements they
 * pass, in a tenth of the time: jsdom matches its default rules and works out a dozen colors each time. Without style
 * sheets, and where no `style` attribute has one of the three, they are the same for all elements of a kind.
 */
export function reuseComputedStyles(window: Window): void {
  const compute = window.getComputedStyle.bind(window);
  const styles = new Map<string, CSSStyleDeclaration>();
  window.getComputedStyle = (element, pseudoElement) => {
    const { styleSheets, documentElement } = window.document;
    if (pseudoElement || styleSheets.length > 0 || element === documentElement || isStyled(element)) {
      return compute(element, pseudoElement);
    }
    const kind = kindOf(element);
    const known = styles.get(kind);
    if (known) return known;
    const style = compute(element);
    styles.set(kind, style);
    return style;
  };
}

/** What the default rules for the three tell elements by. */
function kindOf(element: Element): string {
  const is = (name: string) => (element.hasAttribute(name) ? name : '');
  return [
    element.namespaceURI,
    element.localName,
    is('hidden'),
    is('open'),
    element.getAttribute('type'),
  ].join();
}

function isStyled(element: Element): boolean {
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (at.hasAttribute('style') && at instanceof HTMLElement && hasOneOfThree(at.style)) return true;
  }
  return false;
}

function hasOneOfThree({ display, visibility, pointerEvents }: CSSStyleDeclaration): boolean {
  return display !== '' || visibility !== '' || pointerEvents !== '';
}
