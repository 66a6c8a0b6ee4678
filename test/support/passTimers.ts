/**
 * What comes of something that waits for timers, of which none is waited for: they are moved on until it is there.
 * Only between `vi.useFakeTimers()` and the end of a test.
 */
export async function passTimers<T>(waiting: Promise<T>): Promise<T> {
  const state = { isOver: false };
  const end = (): void => void (state.isOver = true);
  void waiting.then(end, end);
  while (!state.isOver) await vi.advanceTimersByTimeAsync(100);
  return waiting;
}
