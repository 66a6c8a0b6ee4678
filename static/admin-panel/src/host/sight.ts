/** Whether the page can be seen: not in a tab behind others, or in a window that is put away. */
export interface Sight {
  isSeen: () => boolean;
  /** @returns stops listening */
  subscribe: (onChange: () => void) => () => void;
}

/** The browser's own. */
export const sightOfPage: Sight = {
  isSeen: () => document.visibilityState === 'visible',
  subscribe: (onChange) => {
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  },
};
