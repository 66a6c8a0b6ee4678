import { screen } from '@testing-library/react';
import type { Mock } from 'vitest';
import type { Change, MakeChangesInput, SliceAnswer } from '../../../../../src/contract';
import { ACTIONS } from '../../../../../src/membership/actions';
import { changesIn } from '../../../../../src/membership/changeBlocks';
import { GroupPage } from '../../../../../static/admin-panel/src/groups/page/GroupPage';
import { RemovalProblem } from '../../../../../static/admin-panel/src/removal/RemovalProblem';
import { useRuns } from '../../../../../static/admin-panel/src/run/RunProvider';
import { TellChanges } from '../../../../../static/admin-panel/src/run/TellChanges';
import { bridge } from '../../../support/bridge';
import type { ShownPart } from '../../../support/showPart';
import { showInPage } from '../../support/showInPage';
import { MembersSite } from './membersSite';

export interface GroupUnderTest extends ShownPart {
  site: MembersSite;
  /** What the page had the function make, run by run: `add ID GROUP`, and `back: add …` where another run is taken back. */
  made: string[][];
  onAddPeople: Mock;
  onFromList: Mock;
  /** Begins a run from elsewhere on the page, as a reviewed plan does. */
  start: ReturnType<typeof useRuns>['start'];
}

/** Shows the page of a group, with what the dock has of it and what a run tells the rest of the page. */
export function showGroup(groupId: string, site = new MembersSite()): GroupUnderTest {
  const made: string[][] = [];
  bridge.reset();
  bridge.answerConfluence(site.answer);
  bridge.answerInvocations({
    listProtected: () => ({ ok: true, accountIds: [] }),
    makeChanges: makerFor(site, made),
    endRun: () => ({ ok: true, counts: NO_COUNTS, missed: [] }),
  });
  const onAddPeople = vi.fn();
  const onFromList = vi.fn();
  const page = showInPage(<Group {...{ groupId, onAddPeople, onFromList }} />);
  return { ...page, site, made, onAddPeople, onFromList, start: (wanted) => page.runs().start(wanted) };
}

export const NO_COUNTS = { done: 0, unchanged: 0, failed: 0, unconfirmed: 0, notAttempted: 0 };

interface Props {
  groupId: string;
  onAddPeople: () => void;
  onFromList: () => void;
}

function Group(page: Props) {
  const { active } = useRuns();
  return (
    <>
      <GroupPage {...page} />
      <RemovalProblem groupId={page.groupId} />
      {active && <TellChanges active={active} />}
    </>
  );
}

/** Waits until everyone in a group of this size is there. */
export function findAll(count: number): Promise<HTMLElement> {
  return screen.findByRole('button', { name: `All ${count}` });
}

/** Who has a row, as far as it is in the document. */
export function namesShown(): (string | null)[] {
  return screen.queryAllByRole('rowheader').map(({ textContent }) => textContent);
}

/** Carries out runs as the function would: each at once. */
function makerFor(site: MembersSite, made: string[][]): (input: MakeChangesInput) => SliceAnswer {
  const runs = new Map<string, readonly Change[]>();
  return (input) => {
    if (!('newRun' in input)) throw new Error('Each run of these tests is made at once.');
    const { plan, driver } = input.newRun;
    const isUndo = 'undoes' in plan;
    const changes = isUndo ? oppositeOf(runs.get(plan.undoes.runId) ?? []) : changesIn(plan.blocks);
    const runId = `run-${runs.size + 1}`;
    runs.set(runId, changes);
    made.push(
      changes.map(
        ({ action, accountId, groupId }) => `${isUndo ? 'back: ' : ''}${action} ${accountId} ${groupId}`,
      ),
    );
    const outcomes = changes.map((one, change) => {
      const status = site.change(one);
      const error = { kind: 'permission' as const, status };
      return {
        change,
        outcome: status < 300 ? { status: 'done' as const } : { status: 'failed' as const, error },
      };
    });
    return { ok: true, outcomes, run: { runId, driver, next: 2 } };
  };
}

function oppositeOf(changes: readonly Change[]): Change[] {
  return changes.map((change) => ({ ...change, action: ACTIONS[change.action].opposite }));
}
