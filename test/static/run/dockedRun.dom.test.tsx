import { act, screen, waitFor, within } from '@testing-library/react';
import type { Change, Person } from '../../../src/contract';
import type { ChangeStanding, RunState } from '../../../src/run/runSnapshot';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import { useMayChange } from '../../../static/admin-panel/src/rights/useMayChange';
import { activeRun } from '../../../static/admin-panel/src/run/activeRun';
import DockedRun from '../../../static/admin-panel/src/run/DockedRun';
import { CLOCK } from '../../support/clockPattern';
import { bridge } from '../support/bridge';
import { expectOnlyCatalogWords } from '../support/catalogWords';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import { showRuns } from './support/showRuns';
import { StillClient } from './support/stillClient';

beforeEach(() => {
  bridge.reset();
  document.title = 'Group members';
});
afterEach(() => setLanguage(ENGLISH));

const GROUP = { id: 'g-sales', name: 'dept-sales' };
const DONE: ChangeStanding = { status: 'done' };
const WAITING: ChangeStanding = { status: 'waiting' };
const failed = (kind: 'unavailable' | 'invalid' | 'permission'): ChangeStanding => ({
  ...{ status: 'failed', error: { kind } },
});
const person = (displayName: string, n: number): Person => ({
  ...{ accountId: `p${n}`, displayName, accountType: 'person', lacksAccess: false, guest: false },
});
const removal = (n: number): Change => ({ groupId: GROUP.id, accountId: `p${n}`, action: 'remove' });
const many = (count: number, standing: ChangeStanding) => Array.from({ length: count }, () => standing);

interface Options {
  standings: ChangeStanding[];
  state?: RunState;
  changes?: Change[];
  isUndo?: boolean;
  runId?: string | undefined;
  path?: string;
}

/** The dock with a run that stands so. */
function dock({ standings, state = { name: 'running' }, ...more }: Options) {
  const { changes = standings.map((_, n) => removal(n)), isUndo = false, path = '/groups/g-sales' } = more;
  const client = new StillClient(changes, standings, state);
  if ('runId' in more) client.runId = more.runId;
  const run = activeRun(client, {
    groups: [GROUP, { id: 'g-data', name: 'dept-data' }],
    people: ['Caleb Norris', 'Ann Lee', 'Bo Chan'].map(person),
    ...{ isUndo, startedAt: 1 },
  });
  const onDismiss = vi.fn();
  const page = showRuns(<DockedRun active={run} onDismiss={onDismiss} />, { path });
  const become = (state: RunState, next: ChangeStanding[] = standings) =>
    act(() => {
      client.standings.splice(0, client.standings.length, ...next);
      client.become({ state });
    });
  return { ...page, client, onDismiss, become };
}

const receipt = () => screen.findByRole('region', { name: 'Receipt' });
const headingOf = (region: HTMLElement) => within(region).getByRole('heading', { level: 2 }).textContent;
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const noButton = (name: string | RegExp) => expect(screen.queryByRole('button', { name })).toBeNull();

describe('while changes are being made', () => {
  it('says what is done, how far it is, and for how long yet', async () => {
    const { client, become } = dock({ standings: [...many(2, DONE), ...many(6, WAITING)] });
    const bar = await screen.findByRole('region', { name: 'Progress' });
    expect(headingOf(bar)).toBe('Removing 8 people from dept-sales');
    expect(within(bar).getByRole('progressbar', { name: 'Removing people from dept-sales' })).toHaveProperty(
      'ariaValueNow',
    );
    within(bar).getByText('2 of 8 removed');
    act(() => client.become({ timeLeftMs: 44_200 }));
    within(bar).getByText('about 45 s left');
    act(() => client.become({ timeLeftMs: 100_000 }));
    within(bar).getByText('about 2 min left');
    become({ name: 'running' }, [
      ...many(4, DONE),
      failed('invalid'),
      { status: 'unchanged' },
      ...many(2, WAITING),
    ]);
    within(bar).getByText('4 of 8 removed');
    within(bar).getByText('1 failed');
    within(bar).getByText('1 not in the group');
  });

  it('is paused, resumed and stopped from it', async () => {
    const { client, become, user } = dock({ standings: many(8, WAITING) });
    await user.click(await button('Pause'));
    become({ name: 'pausing' });
    screen.getByText('Pausing. What is under way is finished first.');
    become({ name: 'paused' });
    screen.getByText('Paused. No one is removed until you resume.', { selector: 'p' });
    await user.click(await button('Resume'));
    await user.click(await button('Stop'));
    expect(client.wishes).toEqual(['pause', 'run', 'stop']);
    become({ name: 'stopping' });
    expect(await button('Stop')).toHaveProperty('disabled', true);
  });

  it('leads to its page once the history has it', async () => {
    const { client, become, user, path } = dock({ standings: many(3, WAITING), runId: undefined });
    await button('Stop');
    noButton('Details');
    client.runId = 'r7';
    become({ name: 'running' });
    await user.click(await button('Details'));
    expect(path()).toBe('/changes/r7');
    // It can be steered from there too.
    await button('Pause');
  });

  it('is spoken at each quarter and not at each count, and when it waits', async () => {
    const { become, said } = dock({ standings: many(8, WAITING) });
    await button('Pause');
    const at = (done: number) => {
      become({ name: 'running' }, [...many(done, DONE), ...many(8 - done, WAITING)]);
      return said();
    };
    expect([at(1), at(2), at(3), at(4), at(6), at(7)]).toEqual([
      ...['', '25 percent done', '25 percent done'],
      ...['50 percent done', '75 percent done', '75 percent done'],
    ]);
    become({ name: 'paused' });
    expect(said()).toBe('Paused. No one is removed until you resume.');
    become({ name: 'offline' });
    expect(said()).toMatch(/^You are offline\./);
  });

  it('has the focus where that has nowhere else to be, and else is spoken when it begins and ends', async () => {
    const { become, said, user } = dock({ standings: many(8, WAITING) });
    const bar = await screen.findByRole('region', { name: 'Progress' });
    const heading = () => screen.getByRole('heading', { level: 2 });
    expect(document.activeElement).toBe(heading());
    await user.click(within(bar).getByRole('button', { name: 'Stop' }));
    become({ name: 'stopped', by: 'admin' }, [DONE, ...many(7, { status: 'notAttempted' })]);
    expect(document.activeElement).toBe(heading());
    expect(said()).toBe('');
    const elsewhere = document.body.appendChild(document.createElement('input'));
    elsewhere.focus();
    become({ name: 'running' }, many(8, WAITING));
    expect(said()).toBe('Removing 8 people from dept-sales');
    become({ name: 'done' }, many(8, DONE));
    expect(said()).toBe('Removed Caleb Norris, Ann Lee, and 6 others from dept-sales');
    expect(document.activeElement).toBe(elsewhere);
    elsewhere.remove();
  });

  it('tells what it waits for, and when it goes on', async () => {
    const { become } = dock({ standings: many(8, WAITING) });
    await button('Pause');
    become({
      name: 'pausedByLimit',
      until: Date.now() + 600_000,
      error: { kind: 'rateLimited', limit: 'quota' },
    });
    const until = new RegExp(`^Paused until ${CLOCK}`);
    expect(screen.getByText(until, { selector: 'p' }).textContent).toMatch(
      /It goes on by itself\. Keep this page open\.$/,
    );
    await screen.findByText(/No one else is removed until then\./);
  });

  it('says whether it goes on without the page', async () => {
    const { client, become } = dock({ standings: many(8, WAITING) });
    await screen.findByText('Keep this page open until they are done.');
    act(() => client.become({ goesOn: true }));
    screen.getByText('You can close this page: the changes go on in the background.');
    expect(screen.queryByText('In the background')).toBeNull();
    become({ name: 'offline' });
    screen.getByText('You are offline. The changes go on in the background.', { selector: 'p' });
    expect(document.title).toBe('0 % · Removing…');
    become({ name: 'pausedByLimit', until: Date.now() + 600_000, error: { kind: 'rateLimited' } });
    screen.getByText(/It goes on by itself, also when you close this page\.$/, { selector: 'p' });
  });

  it('does not say why the worker waits, which the record does not tell', async () => {
    const { client, become } = dock({ standings: many(8, WAITING) });
    client.background = { changes: 3, actorId: 'robin-1' };
    become({ name: 'pausedByLimit', until: Date.now() + 600_000, error: { kind: 'rateLimited' } });
    await screen.findByText('In the background');
    expect(screen.queryByText('Too many requests')).toBeNull();
  });

  it('shows in the title of the window, which is called as before in the end', async () => {
    const { become } = dock({ standings: many(8, WAITING) });
    await button('Pause');
    expect(document.title).toBe('0 % · Removing…');
    become({ name: 'running' }, [...many(3, DONE), ...many(5, WAITING)]);
    expect(document.title).toBe('37 % · Removing…');
    become({ name: 'paused' });
    expect(document.title).toBe('37 % · Paused');
    become({ name: 'done' }, many(8, DONE));
    expect(document.title).toBe('Group members');
    expect(bridge.windowTitles).toEqual([
      ...['0 % · Removing…', '37 % · Removing…', '37 % · Paused', 'Group members'],
    ]);
  });
});

describe('once they are made', () => {
  it('says who was changed, and offers to take it back, save it, look at it, and put it away', async () => {
    const { user, plan, path, onDismiss } = dock({ standings: many(3, DONE), state: { name: 'done' } });
    const flag = await receipt();
    expect(headingOf(flag)).toBe('Removed Caleb Norris, Ann Lee, and 1 other from dept-sales');
    expect(
      within(flag)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual([...['Undo', 'Export', 'View receipt', 'Dismiss']]);
    expect(flag.querySelector('dl')).toBeNull();
    await user.click(await button('Dismiss'));
    expect(onDismiss).toHaveBeenCalledTimes(1);
    await user.click(await button('Undo'));
    expect(plan()).toMatchObject({
      source: { kind: 'undo', runId: 'r', places: 'all' },
      openedFrom: { page: 'groups', groupId: 'g-sales' },
    });
    expect([...(plan()?.people.values() ?? [])]).toContainEqual(person('Caleb Norris', 0));
    expect(path()).toBe('/plan');
    // The plan says what will become of it.
    expect(screen.queryByRole('region', { name: 'Receipt' })).toBeNull();
  });

  it('asks in a dialog before one person is added back', async () => {
    const { user, runs } = dock({ standings: [DONE], state: { name: 'done' } });
    bridge.answerInvocations({
      makeChanges: () => ({ ok: false, error: { kind: 'permission' } }),
    });
    await user.click(await button('Undo'));
    const dialog = await screen.findByRole('dialog', { name: /^Add Caleb Norris back to dept-sales/ });
    await user.click(await within(dialog).findByRole('button', { name: /^Add/ }));
    await waitFor(() => expect(runs().active?.isUndo).toBe(true));
    expect(runs().active?.client.changes).toEqual([{ ...removal(0), action: 'add' }]);
    expect(bridge.invocations[0]?.[1]).toMatchObject({
      newRun: { plan: { undoes: { runId: 'r', changes: [[0, 0]] } } },
    });
  });

  it('names no one as changed where no one was, and says why, of whom', async () => {
    const { user } = dock({ standings: many(3, failed('invalid')), state: { name: 'done' } });
    const flag = await receipt();
    expect(headingOf(flag)).toBe('Removed 0 of 3 people from dept-sales');
    await user.click(within(flag).getByText('3 × Failed: Confluence did not accept the request'));
    const names = await within(flag).findAllByText(/^(?:Caleb Norris|Ann Lee|Bo Chan)$/);
    expect(names.map((name) => name.textContent)).toEqual(['Caleb Norris', 'Ann Lee', 'Bo Chan']);
    noButton('Undo');
    noButton(/^Retry/);
  });

  it('offers what can still be made, by what became of it', async () => {
    const { user, plan, go } = dock({
      standings: [
        ...[DONE, failed('unavailable'), failed('unavailable'), failed('invalid')],
        ...many(3, { status: 'notAttempted' }),
        { status: 'unconfirmed', error: { kind: 'unconfirmed' } },
      ],
      state: { name: 'stopped', by: 'admin' },
    });
    const flag = await receipt();
    expect(headingOf(flag)).toBe('Stopped. Removed Caleb Norris from dept-sales');
    const counts = [...flag.querySelectorAll('dl > div')].map(({ textContent }) => textContent);
    expect(counts).toEqual(['Removed1', 'Failed3', 'Not confirmed1', 'Not removed yet3']);
    await user.click(await button('Continue with 4'));
    expect(plan()?.source).toEqual({ kind: 'rest', runId: 'r', which: 'left' });
    go('/groups/g-sales');
    await user.click(await button('Retry 2'));
    expect(plan()?.source).toEqual({ kind: 'rest', runId: 'r', which: 'failed' });
    go('/groups/g-sales');
    await button('Check 3');
  });

  it('has no page, and cannot be undone, where the history does not have it; the rest is chosen anew', async () => {
    const { user, plan } = dock({
      standings: [DONE, failed('unavailable'), failed('unavailable')],
      ...{ state: { name: 'done' }, runId: undefined },
    });
    await receipt();
    noButton('Undo');
    noButton('View receipt');
    await user.click(await button('Retry 2'));
    expect(plan()?.source).toEqual({ kind: 'chosen', changes: [removal(1), removal(2)] });
  });

  it('is not shown beside its own page', async () => {
    const { go } = dock({ standings: many(3, DONE), state: { name: 'done' }, path: '/changes/r' });
    expect(screen.queryByRole('region', { name: 'Receipt' })).toBeNull();
    go('/changes/another');
    await receipt();
  });

  it('says once what ended it, and notes that Confluence refuses the admin changes', async () => {
    const seen: string[] = [];
    const Rights = () => {
      seen.push(useMayChange());
      return null;
    };
    const error = {
      kind: 'permission',
      status: 403,
      detail: 'Not for you',
      response: { status: 403, headers: {}, body: '' },
    } as const;
    const client = new StillClient(
      [removal(0), removal(1)],
      [{ status: 'failed', error }, { status: 'notAttempted' }],
      {
        ...{ name: 'stopped', by: 'error', error },
      },
    );
    client.become({ stopped: [{ groupId: GROUP.id, error }] });
    const about = { groups: [GROUP], people: [], isUndo: false, startedAt: 1 };
    showRuns(
      <>
        <DockedRun active={activeRun(client, about)} onDismiss={() => undefined} />
        <Rights />
      </>,
    );
    const flag = await receipt();
    expect(await within(flag).findAllByText('Confluence refused this')).toHaveLength(1);
    await waitFor(() => expect(seen.at(-1)).toBe('refused'));
    noButton(/^(Undo|Continue|Retry)/);
    await button('Export');
  });
});

it('takes all of its words from the catalogs', async () => {
  setLanguage(PSEUDO_LANGUAGE);
  const error = { kind: 'rateLimited', limit: 'burst' } as const;
  const { container, become } = dock({
    standings: [
      DONE,
      failed('unavailable'),
      { status: 'notAttempted' },
      { status: 'unchanged' },
      WAITING,
      WAITING,
    ],
  });
  await screen.findByRole('progressbar');
  const data = ['dept-sales', 'Caleb Norris', 'Ann Lee', 's', 'AM', 'PM'];
  expectOnlyCatalogWords(container, { data });
  become({ name: 'pausedByLimit', until: Date.now() + 5_000, error });
  expectOnlyCatalogWords(container, { data });
  become({ name: 'stopped', by: 'error', error });
  await screen.findByRole('button', { name: /^Éxpórt/ });
  expectOnlyCatalogWords(container, { data });
});
