import { act, render, screen } from '@testing-library/react';
import { browserTools } from '../../../static/admin-panel/src/host/tools';
import { forEachOf, type Work } from '../../../static/admin-panel/src/host/work';
import { useWork } from '../../../static/admin-panel/src/ui/useWork';
import { VirtualClock } from '../../support/virtualClock';

let clock: VirtualClock;

beforeEach(() => {
  clock = new VirtualClock();
  vi.spyOn(browserTools, 'clock', 'get').mockReturnValue(clock);
});

function Shown({ begin, isShort = false }: { begin: (() => Work<string>) | undefined; isShort?: boolean }) {
  const { output = 'nothing', isCurrent } = useWork(begin, isShort);
  return <p>{`${output}, ${isCurrent ? 'current' : 'old'}`}</p>;
}

const saying = (text: string) =>
  function* (): Work<string> {
    yield* forEachOf([1], () => undefined);
    return text;
  };
const shown = () => screen.getByRole('paragraph').textContent;
/** Wakes whatever sleeps, a few times one after the other. */
const pass = () =>
  act(async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      clock.advance(1);
      await Promise.resolve();
    }
  });

it('shows what short work comes to at once', () => {
  const { rerender } = render(<Shown begin={saying('a')} isShort />);
  expect(shown()).toBe('a, current');
  rerender(<Shown begin={saying('b')} isShort />);
  expect(shown()).toBe('b, current');
});

it('shows what it was before while long work is done anew, and says so', async () => {
  const { rerender } = render(<Shown begin={saying('a')} />);
  expect(shown()).toBe('nothing, old');
  await pass();
  expect(shown()).toBe('a, current');
  rerender(<Shown begin={saying('b')} />);
  expect(shown()).toBe('a, old');
  await pass();
  expect(shown()).toBe('b, current');
});

it('shows nothing of earlier work where there was none in between', async () => {
  const { rerender } = render(<Shown begin={saying('a')} />);
  await pass();
  rerender(<Shown begin={undefined} />);
  expect(shown()).toBe('nothing, current');
  rerender(<Shown begin={saying('b')} />);
  expect(shown()).toBe('nothing, old');
});

it('does nothing any more once it is gone', async () => {
  let steps = 0;
  const begin = function* (): Work<string> {
    for (; steps < 5; steps += 1) {
      clock.advance(20);
      yield;
    }
    return 'end';
  };
  const { unmount } = render(<Shown begin={begin} />);
  unmount();
  await pass();
  expect(steps).toBe(0);
});
