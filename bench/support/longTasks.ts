import { fileURLToPath } from 'node:url';
import type { Frame } from 'playwright-core';

/** First script in every frame: notes the tasks over 50 ms. */
export const NOTE_LONG_TASKS = fileURLToPath(new URL('../inPage/longTasks.js', import.meta.url));

/** The long tasks of the app's frame since the last call, in ms. */
export function takeLongTasks(frame: Frame): Promise<number[]> {
  return frame.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 500)); // The observer tells of a task after it.
    return (window as unknown as { longTasks: number[] }).longTasks.splice(0);
  });
}
