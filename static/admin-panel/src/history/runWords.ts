import type { RunAction, RunRecord } from '../../../../src/contract';
import { number } from '../ui/number';
import { peopleText } from '../ui/peopleText';

/** "238 of 240 people", "240 people". */
export function partText(part: number, total: number): string {
  return part === total ? peopleText(total) : `${number(part)} of ${peopleText(total)}`;
}

/** How many people of a run are read, while an outcome is looked for among them. */
export function readText(read: number, total: number, hasFailed: boolean): string {
  const part = partText(read, total);
  return hasFailed ? `Only ${part} could be read so far.` : `Reading this run: ${part}…`;
}

/** What a run did, in a few words: "Removed 238 of 240 people". */
export function runTitle(run: RunRecord): string {
  const { action, undoes, total, ended } = run;
  const what = `${verb(action, ended !== undefined)} ${partText(ended?.counts.done ?? total, total)}`;
  if (undoes === undefined) return what;
  const undone = action === 'restore' ? 'Undo of a removal' : 'Undo of adding people back';
  return `${undone}: ${what.charAt(0).toLowerCase()}${what.slice(1)}`;
}

/** What came of a run, in words: "238 removed, 2 failed". */
export function countsText({ action, ended }: RunRecord): string {
  if (!ended) return 'Not finished';
  const { done, failed, unconfirmed, notAttempted } = ended.counts;
  const others = [
    failed > 0 && `${number(failed)} failed`,
    unconfirmed > 0 && `${number(unconfirmed)} not confirmed`,
    notAttempted > 0 && `${number(notAttempted)} not attempted`,
  ].filter((text) => text !== false);
  return [`${number(done)} ${action === 'remove' ? 'removed' : 'added back'}`, ...others].join(', ');
}

/** What the group is called, or was then. */
export function groupNameOf({ groupName, groupId }: RunRecord): string {
  return groupName ?? groupId;
}

/** A time as the admin's calendar and clock show it. */
export function timeText(iso: string): string {
  return new Date(iso).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}

function verb(action: RunAction, hasEnded: boolean): string {
  if (action === 'remove') return hasEnded ? 'Removed' : 'Removing';
  return hasEnded ? 'Added back' : 'Adding back';
}
