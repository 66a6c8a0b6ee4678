import { createPause } from '../../../static/admin-panel/src/host/createPause';
import { browserTools } from '../../../static/admin-panel/src/host/tools';
import { Timeline } from '../../support/timeline';

let timeline = new Timeline();
beforeEach(() => {
  timeline = new Timeline();
  vi.spyOn(browserTools, 'clock', 'get').mockReturnValue(timeline);
});

it('pauses once work has taken long enough, and not before', async () => {
  const sleep = vi.spyOn(timeline, 'sleep');
  const pause = createPause(new AbortController().signal);
  await pause();
  expect(sleep).not.toHaveBeenCalled();
  await timeline.pass(8);
  await timeline.until(pause());
  await pause();
  expect(sleep).toHaveBeenCalledTimes(1);
});

it('ends work that is not wanted any more', async () => {
  const ending = new AbortController();
  const pause = createPause(ending.signal);
  await pause();
  ending.abort();
  await expect(pause()).rejects.toThrow('abort');
});
