import type { Change, MakeChangesInput, RecordedChange, RunRecord } from '../../../../src/contract';
import { changesIn } from '../../../../src/membership/changeBlocks';
import { bridge, json, type PageRequest, type PageResponse } from '../../support/bridge';
import { pageOfPeople } from '../../support/people';

export const ME = 'me-1';

interface SiteGroup {
  id: string;
  name: string;
  managedBy: 'ADMINS' | 'EXTERNAL';
  memberIds: string[];
  access?: 'site-admin' | 'user';
}

const USES = { operation: 'use', targetType: 'application' };
const ADMINISTERS = { operation: 'administer', targetType: 'application' };

const USERS = [
  { accountId: ME, displayName: 'Sasha Whitfield', email: 'sasha@example.com' },
  { accountId: 'ada-1', displayName: 'Ada Lovelace', email: 'ada@example.com' },
  { accountId: 'bea-1', displayName: 'Bea Park', email: 'bea@example.com' },
  { accountId: 'twin-1', displayName: 'Imogen Prescott', email: 'imogen@example.com' },
  { accountId: 'twin-2', displayName: 'Imogen Prescott' },
  { accountId: 'service-1', displayName: 'Backup Service', email: 'backup@example.com' },
];

const NO_COUNTS = { done: 0, unchanged: 0, failed: 0, unconfirmed: 0, notAttempted: 0 };
const TICKET = {
  runId: '0000000000001-00000000000000aa',
  driver: 'driver-of-the-test',
  next: 2,
};

/** A Confluence with a few groups and people, and the function beside it. */
export class PlanSite {
  isAdministrator = true;
  /** Answers to nothing but who looks. */
  isDown = false;
  protectedIds: string[] = [];
  /** The run of the history, and its changes. */
  history: { run: RunRecord; changes: RecordedChange[] } | undefined;
  readonly slices: MakeChangesInput[] = [];
  readonly groups: SiteGroup[] = [
    {
      id: 'con',
      name: 'contractors',
      managedBy: 'ADMINS',
      memberIds: ['ada-1', 'bea-1', 'twin-1', 'twin-2'],
    },
    {
      id: 'use',
      name: 'confluence-users',
      managedBy: 'ADMINS',
      memberIds: ['ada-1', 'bea-1', ME],
      access: 'user',
    },
    { id: 'gst', name: 'guests', managedBy: 'ADMINS', memberIds: ['bea-1'], access: 'user' },
    { id: 'adm', name: 'site-admins', managedBy: 'ADMINS', memberIds: [ME, 'ada-1'], access: 'site-admin' },
    { id: 'okta', name: 'okta-engineering', managedBy: 'EXTERNAL', memberIds: ['ada-1'] },
  ];

  static open(): PlanSite {
    const site = new PlanSite();
    bridge.reset();
    bridge.answerConfluence(site.answer);
    bridge.answerInvocations({
      listProtected: () => ({ ok: true, accountIds: site.protectedIds }),
      getRun: () =>
        site.history
          ? { ok: true, logNext: 9, ...site.history }
          : { ok: false, error: { kind: 'runNotFound' } },
      resumeRun: () => ({ ok: true, run: TICKET }),
      makeChanges: (input) => {
        site.slices.push(input);
        return {
          ok: true,
          outcomes: input.changes.flatMap(([first, last]) =>
            Array.from({ length: last - first + 1 }, (_, n) => ({
              ...{ change: first + n, outcome: { status: 'done' as const } },
            })),
          ),
          run: TICKET,
        };
      },
      endRun: () => ({ ok: true, counts: NO_COUNTS, missed: [] }),
    });
    return site;
  }

  readonly answer = ({ path }: PageRequest): PageResponse => {
    const { pathname, searchParams } = new URL(path, 'https://site.example');
    const call = pathname.replace('/wiki/rest/api/', '');
    if (this.isDown && call !== 'user/current') return json({ message: 'busy' }, 503);
    const [, groupId] = /^group\/(.+)\/membersByGroupId$/.exec(call) ?? [];
    if (groupId !== undefined) return this.#members(groupId);
    switch (call) {
      case 'user/bulk':
        return json(pageOfPeople(usersOf(searchParams.getAll('accountId'))));
      case 'user/current':
        return json({ ...USERS[0], operations: this.isAdministrator ? [ADMINISTERS] : [USES] });
      case 'user/memberof':
        return this.#groupsOf(searchParams.get('accountId') ?? '');
      case 'group/by-id':
        return this.#group(searchParams.get('id'));
      case 'group':
        return json(
          pageOfPeople(this.groups.filter(({ access }) => access === searchParams.get('accessType'))),
        );
      default:
        return json({ message: `There is no ${pathname}.` }, 404);
    }
  };

  #members(groupId: string): PageResponse {
    const { memberIds = [] } = this.groups.find(({ id }) => id === groupId) ?? {};
    return json(pageOfPeople(usersOf(memberIds), { totalSize: memberIds.length }));
  }

  #groupsOf(accountId: string): PageResponse {
    return json(pageOfPeople(this.groups.filter(({ memberIds }) => memberIds.includes(accountId))));
  }

  #group(groupId: string | null): PageResponse {
    const group = this.groups.find(({ id }) => id === groupId);
    return group ? json(group) : json({ message: 'There is no such group.' }, 404);
  }
}

function usersOf(accountIds: readonly string[]): object[] {
  return USERS.filter(({ accountId }) => accountIds.includes(accountId)).map((user) => ({
    ...user,
    operations: [USES],
  }));
}

/** The changes that a slice began a run with: "remove ada-1 con". */
export function changesBegunWith(slice: MakeChangesInput | undefined): string[] {
  const changes: Change[] =
    slice && 'newRun' in slice && 'blocks' in slice.newRun.plan ? changesIn(slice.newRun.plan.blocks) : [];
  return changes.map(({ action, accountId, groupId }) => `${action} ${accountId} ${groupId}`);
}
