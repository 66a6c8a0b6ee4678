import { OneAtATime } from '../../../static/admin-panel/src/ui/oneAtATime';

/** A task that ends when the test says so. */
function pending() {
  let settle: { end: () => void; fail: (error: Error) => void } | undefined;
  const made = new Promise<void>((end, fail) => (settle = { end, fail }));
  return {
    task: vi.fn(() => made),
    end: () => settle?.end(),
    fail: (error: Error) => settle?.fail(error),
  };
}

it('begins one of two that are wanted in the same moment, and the next once that has ended', async () => {
  const tasks = new OneAtATime();
  const [first, second] = [pending(), pending()];
  const running = tasks.run('read', first.task);
  await tasks.run('read', second.task);
  expect([first.task.mock.calls.length, second.task.mock.calls.length]).toEqual([1, 0]);
  first.end();
  await running;
  void tasks.run('read', second.task);
  expect(second.task).toHaveBeenCalledTimes(1);
});

it('lets tasks of different kinds be under way side by side', () => {
  const tasks = new OneAtATime();
  const [first, second] = [pending(), pending()];
  void tasks.run('read', first.task);
  void tasks.run('check', second.task);
  expect(second.task).toHaveBeenCalledTimes(1);
});

it('is free again after a task that failed, and hands on why', async () => {
  const tasks = new OneAtATime();
  const [first, second] = [pending(), pending()];
  const running = tasks.run('read', first.task);
  first.fail(new Error('no'));
  await expect(running).rejects.toThrow('no');
  void tasks.run('read', second.task);
  expect(second.task).toHaveBeenCalledTimes(1);
});
