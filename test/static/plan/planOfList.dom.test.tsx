import '../support/bridge';
import { screen, waitFor } from '@testing-library/react';
import type { LeftOut, PlannedPerson } from '../../../static/admin-panel/src/plan/plan';
import { leave, listOf, onLines } from './support/lists';
import { PlanSite } from './support/planSite';
import { openPlan, plannedRows, reopenPlan } from './support/showPlan';

let site: PlanSite;

beforeEach(() => {
  window.sessionStorage.clear();
  site = PlanSite.open();
});

const button = (name: string | RegExp) => screen.findByRole('button', { name });

describe('a list', () => {
  const rows = (...of: [accountId: string, groupId: string][]): PlannedPerson[] =>
    of.map(([accountId, groupId], n) => ({ accountId, groupId, file: n % 2, line: 2 + (n >> 1) }));

  it('reckons lines and changes apart, and says which file a line is of', async () => {
    const people = rows(['ada-1', 'con'], ['bea-1', 'use'], ['twin-1', 'use']);
    const leftOut: LeftOut[] = [{ reason: 'otherProduct', file: 1, line: 3, text: '00u1a2b3' }];
    const first = await openPlan(listOf(people, { kind: 'rows', action: 'remove' }, leftOut), {
      files: ['hr.csv', 'okta.csv'],
    });
    await screen.findByText('4 lines → 2 to make · 1 with another product’s ID · 1 not needed');
    await waitFor(() =>
      expect(plannedRows().map((row) => row.split(' | ')[0])).toEqual([
        'Ada Lovelaceada@example.com · Line 2 of hr.csv',
        'Bea Parkbea@example.com · Line 2 of okta.csv',
      ]),
    );
    const itemWith = (text: RegExp) => screen.getByText(text).closest('li')?.textContent;
    expect(itemWith(/00u1a2b3/)).toBe('Line 3 of okta.csv: 00u1a2b3');
    expect(itemWith(/Imogen/)).toBe('Line 3 of hr.csv, Imogen Prescott in confluence-users');
    first.leave();

    reopenPlan();
    expect(await screen.findByText('Line 3 of file 2')).toBeTruthy();
  });

  it('saves all changes as a file', async () => {
    const saved = catchFiles();
    const { user } = await openPlan(listOf(onLines('ada-1', 'bea-1'), leave('con')));
    await waitFor(() => expect(plannedRows().join()).toContain('No effect on Confluence access'));
    await user.click(await button('Export'));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(await textOf(saved[0])).toContain(
      'ada-1,Ada Lovelace,ada@example.com,remove,con,contractors,No effect',
    );
  });

  it('warns that a line nobody was found for may mean a member, where the group is to equal the list', async () => {
    const leftOut: LeftOut[] = [
      { reason: 'notMatched', file: 0, line: 9, text: 'who?' },
      { reason: 'filtered', file: 0, line: 10, text: 'Cleo' },
    ];
    await openPlan(listOf(onLines('ada-1', 'bea-1'), { kind: 'equal', groupId: 'con' }, leftOut));
    await screen.findByText('2 people to remove from', { exact: false });
    expect(screen.getByText(/1 line names nobody who was found/)).toBeTruthy();
    expect(screen.getByText(/People in rows left out by a filter are removed too/)).toBeTruthy();
    expect(screen.getByText(/^4 lines → 0 with changes · 1 not matched/)).toBeTruthy();
  });
});

describe('groups of an identity provider', () => {
  it('leave nothing to change here, and become files for the provider', async () => {
    const saved = catchFiles();
    const { user, path } = await openPlan(listOf(onLines('ada-1', 'bea-1'), leave('okta')));
    await screen.findByText('Nobody to remove from', { exact: false });
    expect(
      screen.getByText('2 lines → 0 to remove · 1 owned by an identity provider · 1 not in the group'),
    ).toBeTruthy();
    expect(screen.getByText(/^An identity provider owns/).textContent).toBe(
      'An identity provider owns okta-engineering. Change its members there: the next sync brings it here.',
    );
    expect(screen.getByText(/: 1 to remove$/).textContent).toBe('okta-engineering: 1 to remove');
    await waitFor(async () =>
      expect((await button('Download for Microsoft Entra')).hasAttribute('disabled')).toBe(false),
    );
    await user.click(await button('Download for Microsoft Entra'));
    await user.click(await button('Download addresses and IDs'));
    await waitFor(() => expect(saved).toHaveLength(2));
    expect(await textOf(saved[0])).toMatch(/^Member object ID .* Required\r\nada@example.com\r\n$/);
    expect(await textOf(saved[1])).toContain(
      'ada-1,Ada Lovelace,ada@example.com,remove,okta,okta-engineering',
    );
    expect(screen.getByText('There is nothing to change here.')).toBeTruthy();
    for (const name of [/^Remove/, /^Make/]) expect(screen.queryByRole('button', { name })).toBeNull();
    expect(screen.queryByRole('searchbox')).toBeNull();
    expect(screen.queryByLabelText('Reason')).toBeNull();
    await user.click(await button('Cancel'));
    expect(path()).toBe('/groups/con');
  });

  it('have a file each, and say who has no address', async () => {
    site.groups.push({ id: 'scim', name: 'scim-all', managedBy: 'EXTERNAL', memberIds: ['ada-1', 'twin-2'] });
    await openPlan({ kind: 'offboarding', accountIds: ['ada-1', 'twin-2'] });
    await screen.findByText(/^An identity provider owns/);
    expect(screen.getByText(/^An identity provider owns/).textContent).toContain(
      'okta-engineering and scim-all. Change their members there',
    );
    await button('Download for Microsoft Entra: okta-engineering');
    await button('Download for Microsoft Entra: scim-all');
    await button('Download addresses and IDs: scim-all');
    await screen.findByText(/^1 person is not in the file for Microsoft Entra/);
  });

  it('have no file for Entra that it does not take', async () => {
    const { leave: goAway } = await openPlan(
      listOf(onLines('bea-1'), { kind: 'groups', action: 'add', groupIds: ['okta'] }),
    );
    await screen.findByText(/adds two people or more from a file/);
    expect(screen.queryByRole('button', { name: /Microsoft Entra/ })).toBeNull();
    goAway();
    site.groups[4]?.memberIds.splice(0, 1, 'twin-2');
    await openPlan(listOf(onLines('twin-2'), leave('okta')));
    await screen.findByText(/^There is no file for Microsoft Entra/);
    await button('Download addresses and IDs');
  });
});

/** What is saved, in order. */
function catchFiles(): Blob[] {
  const saved: Blob[] = [];
  Object.assign(URL, {
    createObjectURL: (file: Blob) => {
      saved.push(file);
      return 'blob:file';
    },
    revokeObjectURL: () => undefined,
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue(undefined); // jsdom knows no downloads.
  return saved;
}

/** jsdom's files cannot be read otherwise. */
function textOf(file: Blob | undefined): Promise<unknown> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsText(file ?? new Blob());
  });
}
