import type { Action, RunRecord } from '../../../../src/contract';
import { ACTION_NAMES } from '../../../../src/membership/actions';

/** What the history says of changes of one kind beyond what `run/actionWords` has for all of the page. */
interface HistoryWords {
  /** Between "240 people" and the group. */
  preposition: string;
  /** What a run is that takes others back, and does this instead. */
  undoOf: string;
  /** It is as the change wants it, and others may have made it so. */
  nowSo: string;
}

const WORDS: Record<Action, HistoryWords> = {
  remove: {
    preposition: 'from',
    undoOf: 'Undo of adding people back',
    nowSo: 'Not in the group now',
  },
  add: {
    preposition: 'to',
    undoOf: 'Undo of a removal',
    nowSo: 'In the group now',
  },
};

/** Of changes of both kinds, or in several groups. */
const CHANGES: HistoryWords = { preposition: 'in', undoOf: 'Undo of changes', nowSo: 'As wanted now' };

export function historyWordsOf(action: Action): HistoryWords {
  return WORDS[action];
}

export function historyWordsOfRun(run: Pick<RunRecord, 'actions' | 'groups'>): HistoryWords {
  const action = soleActionOf(run);
  return action === undefined ? CHANGES : WORDS[action];
}

/** What a run about one group does to people, where it does the same to all; such a run is told of by its people. */
export function soleActionOf({ actions, groups }: Pick<RunRecord, 'actions' | 'groups'>): Action | undefined {
  const [action, ...others] = ACTION_NAMES.filter((name) => actions[name] > 0);
  return others.length === 0 && groups.length === 1 ? action : undefined;
}
