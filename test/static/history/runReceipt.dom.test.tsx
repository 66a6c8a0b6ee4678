import { act, screen, waitFor, within } from '@testing-library/react';
import type { Calls, RecordedChange } from '../../../src/contract';
import { ADMIN, PeopleSite } from '../people/support/peopleSite';
import { bridge } from '../support/bridge';
import { findButton } from '../support/showPart';
import { NOTHING } from './support/records';
import { rowsOf } from './support/showHistory';
import {
  answerRun,
  buttonsIn,
  changeAt,
  findPeopleTable,
  findReceipt,
  MIXED,
  MIXED_COUNTS,
  pageTitle,
  PEOPLE,
  recordedRun,
  RUN,
  showPage,
} from './support/showRun';

beforeEach(() => bridge.reset());

describe('a receipt', () => {
  it('says who was changed by which admin, when and why, and leads to all of that', async () => {
    answerRun(
      recordedRun({ reason: 'IT-4711', undoes: 'earlier', drivers: [ADMIN, 'robin-1'] }),
      PEOPLE.map((_, n) => changeAt(n)),
    );
    const { user, path, go } = showPage();
    const region = await findReceipt();
    expect(pageTitle()).toBe('Removed 5 people from dept-sales');
    await within(region).findByText('Imogen Prescott');
    expect(region.querySelector('p')?.textContent).toBe(
      'Removed Imogen Prescott, Robin Castellanos, and 3 others from dept-sales',
    );
    const facts = [...region.querySelectorAll('dl > div')].map((one) =>
      [...one.children].map(({ textContent }) => textContent).join(': '),
    );
    expect(facts).toEqual([
      'Admin: Sasha WhitfieldYousasha@example.com',
      'Also continued by: Robin Castellanosrobin@example.com',
      expect.stringMatching(/^Started: Mar 1, 2026, \d+:00:00\s[AP]M \((GMT|UTC).*\)$/),
      expect.stringMatching(/^Ended: Mar 1, 2026, \d+:01:00\s[AP]M \((GMT|UTC).*\)$/),
      ...['Reason: IT-4711', 'Undo of: An earlier change', 'Group: dept-sales All changes of this group'],
    ]);
    await user.click(await findButton('dept-sales'));
    expect(path()).toBe('/groups/g-sales');
    await user.click(await findButton('All changes of this group: dept-sales'));
    expect(path()).toBe('/history/group/g-sales');
    await user.click(await findButton('An earlier change'));
    expect(path()).toBe('/changes/earlier');
    go(`/changes/${RUN}`);
    await user.click(await findButton('All changes'));
    expect(path()).toBe('/history');
  });

  it('says which part was made in the background, and until when memberships were added', async () => {
    answerRun(
      recordedRun({ inBackground: 3, until: '2026-06-01T10:00:00.000Z' }),
      PEOPLE.map((_, n) =>
        changeAt(n, n < 3 ? { inBackground: true, ...(n === 0 && { by: 'robin-1' }) } : {}),
      ),
    );
    showPage();
    const region = await findReceipt();
    const factsIn = () =>
      [...region.querySelectorAll('dl > div')].map((one) =>
        [...one.children].map(({ textContent }) => textContent).join(': '),
      );
    expect(factsIn()).toContain('In the background: 3 of 5 changes were made in the background, as you.');
    expect(factsIn().some((fact) => fact.startsWith('Added until: Jun 1, 2026, '))).toBe(true);
    await within(await findPeopleTable()).findByText('Dana Okonkwo');
    await waitFor(async () =>
      expect(
        rowsOf(await findPeopleTable())
          .map(([, outcome]) => outcome)
          .slice(0, 4),
      ).toEqual([
        'RemovedIn the background, as Robin Castellanos',
        'RemovedIn the background',
        'RemovedIn the background',
        'Removed',
      ]),
    );
  });

  it('names no admin for the background where several drove it, and says what ended memberships', async () => {
    answerRun(
      recordedRun({ inBackground: 5, isEnding: true, drivers: [ADMIN, 'robin-1'] }),
      PEOPLE.map((_, n) => changeAt(n)),
    );
    showPage();
    const region = await findReceipt();
    within(region).getByText('5 of 5 changes were made in the background.');
    within(region).getByText('Ends memberships whose date had come');
  });

  it('says what was not done and why, and offers what can be', async () => {
    answerRun(recordedRun({ counts: MIXED_COUNTS }), MIXED);
    const { user, plan, go } = showPage();
    const region = await findReceipt();
    expect(pageTitle()).toBe('Removed 2 of 5 people from dept-sales');
    within(region).getByText('1 × Failed: No usable answer from Confluence');
    within(region).getByText('1 × Not confirmed: The outcome was not written down');
    within(region).getByText('2 people may or may not have been removed: Check asks Confluence.');
    await findButton('Check 2');
    expect(buttonsIn(region).slice(-5)).toEqual([
      ...['Undo', 'Continue with 2', 'Retry 1', 'Check 2', 'Export'],
    ]);
    await user.click(await findButton('Continue with 2'));
    expect(plan()?.source).toEqual({ kind: 'rest', runId: RUN, which: 'left' });
    go(`/changes/${RUN}`);
    expect(plan()?.groups.get('g-sales')?.name).toBe('dept-sales');
    await user.click(within(region).getByRole('button', { name: 'Undo' }));
    // One change alone stands: it is asked about at once.
    await screen.findByRole('dialog', { name: /^Add Imogen Prescott back to dept-sales/ });
  });

  it('goes on with what another admin planned by a plan, though it is one change', async () => {
    answerRun(recordedRun({ actorId: 'robin-1', counts: MIXED_COUNTS }), MIXED);
    const { user, plan } = showPage();
    await user.click(await findButton('Retry 1'));
    expect(plan()?.source).toEqual({ kind: 'rest', runId: RUN, which: 'failed' });
  });

  it('takes several changes back by a plan', async () => {
    answerRun(
      recordedRun(),
      PEOPLE.map((_, n) => changeAt(n)),
    );
    const { user, plan } = showPage();
    await user.click(within(await findReceipt()).getByRole('button', { name: 'Undo' }));
    expect(plan()?.source).toEqual({ kind: 'undo', runId: RUN, places: 'all' });
  });

  it('says that there is nothing to take back', async () => {
    answerRun(
      recordedRun(),
      PEOPLE.map((_, n) => changeAt(n, { undone: true })),
    );
    showPage();
    const region = await findReceipt();
    await within(region).findByText('Undone');
    expect(within(region).queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('checks what is open, and shows what was found', async () => {
    let found: RecordedChange[] = MIXED;
    bridge.answerInvocations({
      getRun: () => ({ ok: true, run: recordedRun({ counts: MIXED_COUNTS }), changes: found, logNext: 9 }),
      checkChanges: ({ changes }) => {
        expect(changes).toEqual([[2, 3]]);
        found = MIXED.map((one) =>
          one.index === 3 ? changeAt(3, { outcome: 'failed', reason: 'notMade' }) : one,
        );
        return {
          ok: true,
          checked: [
            { change: 2, error: { kind: 'userNotFound' } },
            { change: 3, isMember: true },
          ],
        };
      },
    });
    const { user } = showPage();
    await user.click(await findButton('Check 2'));
    await screen.findByText('Checked 2 of 2. Found: 1 still a member and 1 person Confluence does not know.');
    await within(await findPeopleTable()).findByText('Still a member');
  });

  it('checks once however fast one clicks, and says why it could not', async () => {
    let [found, counts] = [MIXED, MIXED_COUNTS];
    let answerCheck: (answer: ReturnType<Calls['checkChanges']>) => void = () => undefined;
    bridge.answerInvocations({
      getRun: () => ({ ok: true, run: recordedRun({ counts }), changes: found, logNext: 9 }),
      checkChanges: () => new Promise((resolve) => (answerCheck = resolve)),
    });
    const { user } = showPage();
    const region = await findReceipt();
    const check = await findButton('Check 2');
    const asked = () => bridge.invocations.filter(([name]) => name === 'checkChanges').length;
    act(() => {
      check.click();
      check.click();
    });
    await within(region).findByText('Checked 0 of 2');
    within(region).getByRole('progressbar', { name: 'Checking who is in the group' });
    expect(asked()).toBe(1);
    answerCheck({ ok: false, error: { kind: 'permission', status: 403 } });
    await within(region).findByText('Checked 0 of 2.');
    within(await within(region).findByRole('alert')).getByText('Confluence refused this');

    await user.click(await findButton('Check 2'));
    await user.click(await findButton('Stop checking'));
    found = MIXED.map((one) => ([2, 3].includes(one.index) ? changeAt(one.index) : one));
    counts = { ...NOTHING, done: 4, notAttempted: 1 };
    answerCheck({
      ok: true,
      checked: [
        { change: 2, isMember: false },
        { change: 3, isMember: false },
      ],
    });
    // What was asked already is answered.
    await within(region).findByText(
      'Checked 2 of 2. Found: 1 removed and 1 not in the group now (who removed them is not known).',
    );
    expect(asked()).toBe(2);
    expect(within(region).queryByRole('alert')).toBeNull();
    await waitFor(() => expect(within(region).queryByRole('button', { name: /^Check/ })).toBeNull());
  });

  it('offers nothing that changes anything to those who may change nothing', async () => {
    answerRun(recordedRun({ counts: MIXED_COUNTS }), MIXED);
    const site = new PeopleSite();
    site.isAdministrator = false;
    showPage(site);
    const region = await findReceipt();
    await within(region).findByText(/You do not administer Confluence/);
    expect(buttonsIn(region).filter((name) => /Undo|Continue|Retry/.test(name))).toEqual([]);
    expect(within(await findPeopleTable()).queryByRole('button')).toBeNull();
  });

  it('is not there where the history has no such run', async () => {
    bridge.answerInvocations({
      getRun: () => ({
        ok: false,
        error: { kind: 'invalid', field: 'runId', detail: 'must be the id of a run' },
      }),
    });
    showPage();
    const alert = await screen.findByRole('alert');
    await within(alert).findByText('These changes are not in the history');
    expect(screen.queryByRole('region', { name: 'Receipt' })).toBeNull();
  });
});
