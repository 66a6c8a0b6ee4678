import { act, render, screen } from '@testing-library/react';
import type { Pause } from '../../../static/admin-panel/src/host/createPause';
import { browserTools } from '../../../static/admin-panel/src/host/tools';
import { useComputed } from '../../../static/admin-panel/src/ui/useComputed';
import { VirtualClock } from '../../support/virtualClock';

let clock: VirtualClock;
let begun: string[];

beforeEach(() => {
  clock = new VirtualClock();
  begun = [];
  vi.spyOn(browserTools, 'clock', 'get').mockReturnValue(clock);
});

const compute = async (input: string, pause: Pause): Promise<string> => {
  begun.push(input);
  clock.advance(20);
  await pause();
  return input.toUpperCase();
};

function Shown({ input }: { input: string | undefined }) {
  const { output = 'nothing', isCurrent } = useComputed(input, compute);
  return <p>{`${output}, ${isCurrent ? 'current' : 'old'}`}</p>;
}

const shown = () => screen.getByRole('paragraph').textContent;
/** Wakes whatever sleeps, a few times one after the other. */
const pass = () =>
  act(async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      clock.advance(1);
      await Promise.resolve();
    }
  });

it('shows what is computed of an input, and of the one before until then', async () => {
  const { rerender } = render(<Shown input="a" />);
  expect(shown()).toBe('nothing, old');
  await pass();
  expect(shown()).toBe('A, current');
  rerender(<Shown input="b" />);
  expect(shown()).toBe('A, old');
  await pass();
  expect(shown()).toBe('B, current');
  rerender(<Shown input={undefined} />);
  expect(shown()).toBe('nothing, current');
});

it('computes once for one input, however often it is rendered', async () => {
  const { rerender } = render(<Shown input="a" />);
  await pass();
  rerender(<Shown input="a" />);
  await pass();
  expect(begun).toEqual(['a']);
});
