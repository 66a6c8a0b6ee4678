import { useState } from 'react';

/**
 * Lets one task of a kind be under way at a time. No React state: a second click comes before the first is rendered, and
 * asks as well.
 */
export class OneAtATime {
  readonly #underWay = new Set<string>();

  /** Begins the task unless another one of this kind is under way. @returns once it has ended */
  async run(kind: string, task: () => Promise<void>): Promise<void> {
    if (this.#underWay.has(kind)) return;
    this.#underWay.add(kind);
    try {
      await task();
    } finally {
      this.#underWay.delete(kind);
    }
  }
}

/** One for as long as the component is there. */
export function useOneAtATime(): OneAtATime {
  const [tasks] = useState(() => new OneAtATime());
  return tasks;
}
