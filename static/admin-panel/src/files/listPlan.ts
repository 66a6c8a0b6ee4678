import type { Action } from '../../../../src/contract';
import type { Chosen } from '../directory/chosen';
import type { LeftOut, LeftOutReason, PlanSource } from '../plan/plan';
import type { Listed, Preview, Unmatched } from './compareWithGroup';

/** Those of a list whose membership the action changes, and those of whom it is so already. */
export function changedBy(
  action: Action,
  { inGroup, notInGroup }: Preview,
): { changed: readonly Listed[]; unchanged: readonly Listed[] } {
  switch (action) {
    case 'remove':
      return { changed: inGroup, unchanged: notInGroup };
    case 'add':
      return { changed: notInGroup, unchanged: inGroup };
  }
}

/**
 * The plan of a list: everything listed is a change, or is left out with the reason.
 * @returns `lines` where each line names one person, so that the lines are as many as changes and what is left out together
 */
export function planOf(
  preview: Preview,
  action: Action,
  groupId: string,
): Extract<PlanSource, { kind: 'chosen' }> {
  const { changed, unchanged } = changedBy(action, preview);
  const changes = changed.map(({ person: { accountId }, line }) => ({ groupId, accountId, action, line }));
  const leftOut = [
    ...unchanged.map((one) => leaveOut('unchanged', one)),
    ...preview.unknown.map((one) => leaveOut('notAnswered', one)),
    ...preview.unmatched.map((unmatched): LeftOut & { line: number } => ({
      ...{ reason: reasonOf(unmatched), line: unmatched.line, text: unmatched.text },
      ...(unmatched.why === 'refused' && { accountId: unmatched.accountId }),
    })),
    ...preview.repeated.flatMap(({ accountId, again }) =>
      again.map(({ line, text }): LeftOut & { line: number } => ({
        ...{ reason: 'duplicate', line, text },
        ...(accountId !== undefined && { accountId }),
      })),
    ),
  ].sort((a, b) => a.line - b.line);
  const listed = changes.length + leftOut.length;
  const lines = new Set([...changes, ...leftOut].map(({ line }) => line)).size;
  return {
    ...{ kind: 'chosen', changes, leftOut: leftOut.map((one) => ({ ...one, groupId })) },
    ...(lines === listed && { lines }),
  };
}

/** Everybody whom the list was matched with. */
export function peopleIn({ inGroup, notInGroup, unknown }: Preview): Chosen[] {
  return [...inGroup, ...notInGroup, ...unknown].map(({ person }) => person);
}

function leaveOut(reason: LeftOutReason, { person, line, text }: Listed): LeftOut & { line: number } {
  return { reason, line, text, accountId: person.accountId };
}

function reasonOf(unmatched: Unmatched): LeftOutReason {
  switch (unmatched.why) {
    case 'unreadable':
    case 'noSuchEmail':
    case 'emailNotRead':
    case 'withoutId':
      return 'notMatched';
    case 'severalShowEmail':
      return 'ambiguous';
    case 'refused':
      return reasonOfRefusal(unmatched);
  }
}

/** An account id that Confluence does not accept belongs to no person it knows. */
function reasonOfRefusal({ error }: Extract<Unmatched, { why: 'refused' }>): LeftOutReason {
  switch (error.kind) {
    case 'userNotFound':
      return 'accountGone';
    case 'invalid':
      return 'notMatched';
    default:
      return 'notAnswered';
  }
}
