/** On an element that may take the focus when what had it inside goes away. */
export const KEEPS_FOCUS = { tabIndex: -1, 'data-keeps-focus': true } as const;

/**
 * Where the focused element leaves the page or is hidden, such as "Try again" once that worked, the focus goes to the
 * nearest place around it that is still in sight. Browsers drop it to the top of the page.
 */
export function keepFocus(): void {
  let places: Element[] = [];
  document.addEventListener('focusin', ({ target }) => {
    places = target instanceof Element ? placesAround(target) : [];
  });
  new MutationObserver(() => {
    const [focused] = places;
    if (!focused || isInSight(focused)) return;
    // A hidden element has the focus until the browser paints.
    if (document.activeElement !== document.body && document.activeElement !== focused) return;
    const place = places.find(isInSight);
    if (place instanceof HTMLElement) place.focus({ preventScroll: true });
  }).observe(document.body, { childList: true, attributeFilter: ['hidden'], subtree: true });
}

function isInSight(element: Element): boolean {
  return element.isConnected && !element.closest('[hidden]');
}

/** What had the focus has left the page; at most a place around it holds it. */
export function isFocusLost(): boolean {
  return document.activeElement?.matches('body, [data-keeps-focus]') ?? true;
}

/** The element itself, then what around it keeps the focus, the nearest first. */
function placesAround(element: Element): Element[] {
  const place = element.parentElement?.closest('[data-keeps-focus]');
  return place ? [element, ...placesAround(place)] : [element];
}
