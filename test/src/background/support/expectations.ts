import type { WorkerStage } from './workerStage';

/** What has to hold of every run that has ended: those asked for are gone, the others are there, and the record says so. */
export async function expectMade(stage: WorkerStage, count: number): Promise<void> {
  const { run, changes } = await stage.detail();
  expect(run.endedAt).toBeDefined();
  expect(run.counts.done + run.counts.unchanged).toBe(count);
  expect(changes.filter(({ outcome }) => outcome === 'done')).toHaveLength(run.counts.done);
  expect([...stage.site.members]).toEqual(['bystander']);
}

/** Nobody but the page has changed anything, and the run is for a page to go on with. */
export async function expectLeft(stage: WorkerStage): Promise<void> {
  const { run } = await stage.detail();
  expect(run.endedAt).toBeUndefined();
  expect(run.counts).toMatchObject({ done: 10, failed: 0, unconfirmed: 0 });
  expect(stage.site.removals).toHaveLength(10);
}
