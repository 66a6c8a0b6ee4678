/** Acts at once, and for whatever follows within `ms` once more at its end. */
export function throttle(act: () => void, ms: number): { call: () => void; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWanted = false;
  const end = () => {
    timer = undefined;
    if (isWanted) call();
  };
  const call = () => {
    isWanted = timer !== undefined;
    if (isWanted) return;
    timer = setTimeout(end, ms);
    act();
  };
  return { call, cancel: () => clearTimeout(timer) };
}
