import { screen, waitFor, within } from '@testing-library/react';
import type { RunDetail } from '../../../src/contract';
import { bridge } from '../support/bridge';
import { findButton } from '../support/showPart';
import { NOTHING } from './support/records';
import { rowsOf } from './support/showHistory';
import {
  answerRun,
  changeAt,
  findPeopleTable,
  findReceipt,
  MIXED,
  MIXED_COUNTS,
  PEOPLE,
  recordedRun,
  showPage,
} from './support/showRun';

beforeEach(() => bridge.reset());

describe('its people', () => {
  it('have their email below, or what else tells them apart, and what became of each', async () => {
    answerRun(recordedRun({ counts: MIXED_COUNTS }), MIXED);
    showPage();
    await within(await findPeopleTable()).findByText('Dana Okonkwo');
    expect(rowsOf(await findPeopleTable())).toEqual([
      ['Imogen Prescottimogen@example.com', 'Removed', 'Undo'],
      ['Robin Castellanosrobin@example.com', 'Removed, added back since', ''],
      ['Dana Okonkwodana@example.com', 'FailedNo usable answer from ConfluenceBy Robin Castellanos', ''],
      ['Imogen Prescottimogen-2', 'Not confirmedThe outcome was not written down', ''],
      ['No person with this account IDgone-77', 'Not removed yet', ''],
    ]);
    screen.getByText('5 people');
  });

  it('are found by name, address and id, once all of them are read', async () => {
    const pages: Record<number, Partial<RunDetail>> = {
      0: { changes: MIXED.slice(0, 3), next: 3 },
      3: { changes: MIXED.slice(3) },
    };
    const run = recordedRun({ counts: { ...NOTHING, done: 5 } });
    bridge.answerInvocations({
      getRun: ({ from }) => ({ ok: true, run, changes: [], logNext: 9, ...pages[from] }),
    });
    const { user } = showPage();
    await within(await findPeopleTable()).findByText('Dana Okonkwo');
    expect(rowsOf(await findPeopleTable())).toHaveLength(3);
    const search = screen.getByRole('searchbox', { name: 'Search this change' });
    await user.type(search, 'prescott');
    await waitFor(async () => expect(rowsOf(await findPeopleTable())).toHaveLength(2));
    screen.getByText('2 people');
    await user.clear(search);
    await user.type(search, 'gone-7');
    await waitFor(async () => expect(rowsOf(await findPeopleTable())).toHaveLength(1));
    await user.clear(search);
    await user.type(search, 'no one');
    await screen.findByText('No one fits “no one”.');
  });

  it('are counted by what became of them before all are read, and then read to the end', async () => {
    let isDown = true;
    const run = recordedRun({ counts: { ...NOTHING, done: 4, failed: 1 } });
    bridge.answerInvocations({
      getRun: ({ from }) => {
        if (from === 0) return { ok: true, run, changes: [changeAt(0), changeAt(1)], logNext: 9, next: 2 };
        if (isDown) return { ok: false, error: { kind: 'storage' } };
        return {
          ok: true,
          run,
          changes: [changeAt(2), changeAt(3), changeAt(4, { outcome: 'failed' })],
          logNext: 9,
        };
      },
    });
    const { user } = showPage();
    const select = await screen.findByRole('combobox', { name: 'Outcome' });
    const options = [...select.querySelectorAll('option')].map(({ textContent }) => textContent);
    expect(options).toEqual(['All (5)', 'Removed (4)', 'Failed (1)']);
    // Of what failed all is needed, to say what can be tried again.
    await within(await findReceipt()).findByText('Only 2 of 5 changes could be read so far.');
    await user.selectOptions(select, 'Failed (1)');
    expect(rowsOf(await findPeopleTable())).toHaveLength(0);
    isDown = false;
    await user.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Try again' }));
    await screen.findByText('1 person');
    expect(rowsOf(await findPeopleTable())).toHaveLength(1);
  });

  it('are shown by what became of them', async () => {
    answerRun(recordedRun({ counts: MIXED_COUNTS }), MIXED);
    const { user } = showPage();
    const select = await screen.findByRole('combobox', { name: 'Outcome' });
    expect([...select.querySelectorAll('option')].map(({ textContent }) => textContent)).toEqual([
      ...['All (5)', 'Removed (1)', 'Removed, added back since (1)', 'Failed (1)'],
      ...['Not confirmed (1)', 'Not removed yet (1)'],
    ]);
    await user.selectOptions(select, 'Failed (1)');
    await waitFor(async () => expect(rowsOf(await findPeopleTable())).toHaveLength(1));
  });

  it('are taken back one by one', async () => {
    answerRun(
      recordedRun(),
      PEOPLE.map((_, n) => changeAt(n)),
    );
    const { user, runs } = showPage();
    await user.click(await findButton('Undo Robin Castellanos'));
    const dialog = await screen.findByRole('dialog', { name: /^Add Robin Castellanos back/ });
    await user.click(await within(dialog).findByRole('button', { name: /^Add/ }));
    await waitFor(() =>
      expect(runs().active?.client.changes).toEqual([
        { groupId: 'g-sales', accountId: 'robin-1', action: 'add' },
      ]),
    );
  });
});
