import { useMemo } from 'react';
import { useWork } from '../ui/useWork';
import { readKeptTexts } from './keptPlan';
import type { Plan } from './plan';
import { readStoredPlan } from './storedPlan';

/** A text of so many characters is read while rendering, which is not felt. */
const SHORT_CHARS = 100_000;

/**
 * Reads the plan that was kept through a reload of the page, step by step where it is large.
 * @param isWanted false: nothing is looked for
 * @returns undefined until it is read; `plan` is undefined where there is none of this admin on this site
 */
export function useKeptPlan(owner: string, isWanted: boolean): { plan: Plan | undefined } | undefined {
  const texts = useMemo(() => (isWanted ? readKeptTexts() : undefined), [isWanted]);
  const reading = useMemo(() => texts && (() => readPlan(texts.plan, texts.edits, owner)), [texts, owner]);
  return useWork(reading, (texts?.plan?.length ?? 0) < SHORT_CHARS).output;
}

function* readPlan(...input: Parameters<typeof readStoredPlan>) {
  return { plan: yield* readStoredPlan(...input) };
}
