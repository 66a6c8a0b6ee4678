import { act, render, screen } from '@testing-library/react';
import { useReducer } from 'react';
import type { Person } from '../../../src/contract';
import { MemberList } from '../../../static/admin-panel/src/members/memberList';
import { MembersTable } from '../../../static/admin-panel/src/members/MembersTable';
import { rowsOf } from '../../../static/admin-panel/src/members/rows';
import { setupUser } from '../support/setupUser';
import { person } from './churningGroup';

const choosing = {
  toggle: vi.fn<(...args: [number, boolean]) => undefined>(),
  extend: vi.fn<(...args: [number, number]) => undefined>(),
  toggleAll: vi.fn(),
};
const onSight = vi.fn<(...args: [number, number]) => undefined>();
const onRemove = vi.fn<(...args: [Person]) => undefined>();

beforeEach(() => {
  for (const mock of [...Object.values(choosing), onSight, onRemove]) mock.mockReset();
});

/** A group of so many, the first of whom are loaded. */
function groupOf(total: number, loaded = total): MemberList {
  const list = new MemberList();
  place(list, 0, loaded, total);
  return list;
}

function place(list: MemberList, start: number, end: number, total: number): void {
  const members = Array.from({ length: end - start }, (_, n) => person(`m${start + n}`));
  list.place({ start, limit: end - start }, { members, total, last: end === total }, list.mark());
}

function show(list: MemberList, isReadOnly = false) {
  let renderAgain: () => void = () => undefined;
  function Table() {
    const [, bump] = useReducer((count: number) => count + 1, 0);
    renderAgain = bump;
    return (
      <>
        <button type="button">Before</button>
        <MembersTable
          groupName="contractors"
          rows={rowsOf(list, { query: '' })}
          scrolls
          order={undefined}
          onOrder={() => undefined}
          onSight={onSight}
          choosing={isReadOnly ? undefined : choosing}
          choice={() => null}
          choiceOfAll={null}
          action={(one) => (
            <>
              <button type="button" tabIndex={-1} onClick={() => onRemove(one)}>
                Remove {one.displayName}
              </button>
              <button type="button" tabIndex={-1}>
                Check {one.displayName}
              </button>
            </>
          )}
          hasResult={() => false}
          result={() => null}
        />
        <button type="button">After</button>
      </>
    );
  }
  render(<Table />);
  return { user: setupUser(), renderAgain: () => act(renderAgain) };
}

/** What has the focus: a row by the place it has among all, else what a button says. */
function focused(): string | undefined {
  const element = document.activeElement;
  const row = element?.getAttribute('aria-rowindex');
  return row === null ? (element?.textContent ?? undefined) : `row ${row}`;
}

const tabStops = () =>
  [...screen.getByRole('table').querySelectorAll<HTMLElement>('*')].filter(({ tabIndex }) => tabIndex >= 0);

it('is one tab stop', async () => {
  const { user } = show(groupOf(240));
  expect(tabStops()).toHaveLength(1);
  screen.getByRole('button', { name: 'Before' }).focus();
  await user.tab();
  expect(focused()).toBe('row 2');
  await user.tab();
  expect(focused()).toBe('After');
  await user.tab({ shift: true });
  expect(focused()).toBe('row 2');
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(tabStops()).toHaveLength(1);
  await user.tab();
  await user.tab({ shift: true });
  expect(focused()).toBe('row 4');
});

it('is walked through with arrow keys, Home and End, and ends at its ends', async () => {
  const { user } = show(groupOf(240));
  screen.getByRole('button', { name: 'Before' }).focus();
  await user.tab();
  for (const [keys, row] of [
    ['{ArrowDown}', 'row 3'],
    ['{End}', 'row 241'],
    ['{ArrowDown}', 'row 241'],
    ['{ArrowUp}', 'row 240'],
    ['{Home}', 'row 2'],
    ['{ArrowUp}', 'row 1'],
    ['{ArrowUp}', 'row 1'],
    ['{ArrowDown}', 'row 2'],
  ] as const) {
    await user.keyboard(keys);
    expect(focused()).toBe(row);
  }
  await user.keyboard('{PageDown}');
  const down = Number(focused()?.slice('row '.length));
  expect(down).toBeGreaterThan(5);
  await user.keyboard('{PageUp}');
  expect(focused()).toBe('row 2');
  expect(choosing.extend).not.toHaveBeenCalled();
});

it('says who a row is about, and not what its buttons are', () => {
  show(groupOf(3));
  expect(screen.getByRole('row', { name: 'm1 m1' }).getAttribute('data-account-id')).toBe('m1');
});

it('leads to members who are not loaded, and keeps the focus when they come', async () => {
  const list = groupOf(3_000, 50);
  const { user, renderAgain } = show(list);
  screen.getByRole('button', { name: 'Before' }).focus();
  await user.tab();
  await user.keyboard('{End}');
  expect(document.activeElement?.textContent).toBe('Member 3,000 is loading');
  place(list, 2_950, 3_000, 3_000);
  renderAgain();
  expect(focused()).toBe('row 3001');
  expect(document.activeElement?.textContent).toContain('m2999');
});

it('stays on its member when one before them leaves, and in its place when they do', async () => {
  const list = groupOf(20);
  const { user, renderAgain } = show(list);
  screen.getByRole('button', { name: 'Before' }).focus();
  await user.tab();
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  list.remove(['m0']);
  renderAgain();
  expect(document.activeElement?.getAttribute('data-account-id')).toBe('m3');
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement?.getAttribute('data-account-id')).toBe('m4');
  list.remove(['m4']);
  renderAgain();
  expect(document.activeElement?.getAttribute('data-account-id')).toBe('m5');
});

it.each(['{Enter}', '{ArrowRight}'])('leads from a row to its buttons with %s, and back', async (key) => {
  const { user } = show(groupOf(20));
  screen.getByRole('button', { name: 'Before' }).focus();
  await user.tab();
  await user.keyboard(key);
  expect(focused()).toBe('Remove m0');
  await user.keyboard('{ArrowRight}');
  expect(focused()).toBe('Check m0');
  await user.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(focused()).toBe('row 2');
  await user.keyboard('{ArrowRight}{Enter}');
  expect(onRemove).toHaveBeenCalledWith(expect.objectContaining({ accountId: 'm0' }));
  await user.keyboard('{Escape}');
  expect(focused()).toBe('row 2');
  await user.keyboard('{ArrowRight}{ArrowDown}');
  expect(focused()).toBe('row 3');
});

it('chooses with Space, and everything that one passes with Shift', async () => {
  const { user } = show(groupOf(20));
  screen.getByRole('button', { name: 'Before' }).focus();
  await user.tab();
  await user.keyboard(' ');
  expect(choosing.toggle).toHaveBeenLastCalledWith(0, false);
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
  expect(choosing.extend).toHaveBeenLastCalledWith(0, 1);
  expect(focused()).toBe('row 3');
  await user.keyboard('{Shift>}{End}{/Shift}');
  expect(choosing.extend).toHaveBeenLastCalledWith(1, 19);
  await user.keyboard('{Shift>} {/Shift}');
  expect(choosing.toggle).toHaveBeenLastCalledWith(19, true);
  await user.keyboard('{Home}{ArrowUp} ');
  expect(choosing.toggleAll).toHaveBeenCalledTimes(1);
});

it('chooses nothing where nothing can be changed', async () => {
  const { user } = show(groupOf(20), true);
  screen.getByRole('button', { name: 'Before' }).focus();
  await user.tab();
  await user.keyboard(' {Shift>}{ArrowDown}{/Shift}');
  expect(focused()).toBe('row 3');
  expect(choosing.toggle).not.toHaveBeenCalled();
  expect(choosing.extend).not.toHaveBeenCalled();
});
