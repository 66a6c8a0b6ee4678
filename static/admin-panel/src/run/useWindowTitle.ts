import { view } from '@forge/bridge';
import { useEffect } from 'react';

/** Has the window called this while it is given, and then as before. */
export function useWindowTitle(title: string | undefined): void {
  const isSet = title !== undefined;
  useEffect(() => {
    if (!isSet) return undefined;
    const before = document.title;
    return () => changeTitle(before);
  }, [isSet]);
  useEffect(() => {
    if (title !== undefined) changeTitle(title);
  }, [title]);
}

/** The page is a frame: only the host can change what the browser's tab says. */
function changeTitle(title: string): void {
  document.title = title;
  view.changeWindowTitle(title).catch((error: unknown) => {
    console.info('The host did not change the title of the window.', error);
  });
}
