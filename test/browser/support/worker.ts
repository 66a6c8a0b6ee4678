import type { Stage } from './page';

/** The admin as whom pages are visited. */
export const SITE_ADMIN = { id: '5b10a2844c20165700ede21f', name: 'Sasha Whitfield' };

/** Longer than the worker takes for what a test has it do, ms. */
const PATIENCE_MS = 20_000;

/** As if it had been tried before whether the app can act for an admin who is away, and it could. */
export function plantPossible(stage: Stage): Promise<void> {
  return plantTrial(stage, { state: 'possible' });
}

/** The same, and it could not. */
export function plantImpossible(stage: Stage): Promise<void> {
  return plantTrial(stage, { state: 'impossible', reason: 'actorUnavailable' });
}

function plantTrial(stage: Stage, came: object): Promise<void> {
  const trial = { trialId: 'planted', actorId: SITE_ADMIN.id, at: Date.now() };
  return stage.plant('background', { v: 1, ...came, ...trial });
}

/** Lets time pass, with all that triggers and the worker do then: not while changes are held. */
export async function letTimePass({ sandbox }: Stage, ms: number): Promise<void> {
  await sandbox.advance(ms);
  const isAtWork = () =>
    sandbox.queue.waiting().some(({ dueAt }) => dueAt <= sandbox.now()) ||
    sandbox.deliveries().some(({ outcome }) => outcome === 'running');
  const until = Date.now() + PATIENCE_MS;
  // What falls due is started by a timer, which has its turn first.
  do {
    if (Date.now() > until) throw new Error('The worker does not come to an end.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  } while (isAtWork());
}
