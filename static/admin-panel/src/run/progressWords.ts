import type { RunSnapshot } from '../../../../src/run/runSnapshot';
import { clockText } from '../ui/timeText';
import { dockMessages } from './dockMessages';
import type { RunKind } from './runKind';

/** How far a run is, in whole percent: what has been asked for, of all. */
export function percentOf({ total, counts }: Pick<RunSnapshot, 'total' | 'counts'>): number {
  return total === 0 ? 100 : Math.floor(((total - counts.left) * 100) / total);
}

/** What a run is doing, and what that means for the admin; empty once it has ended. */
export function stateText({ state, goesOn }: Pick<RunSnapshot, 'state' | 'goesOn'>, kind: RunKind): string {
  const page = goesOn ? 'not' : 'needed';
  switch (state.name) {
    case 'running':
    case 'offline':
      return dockMessages.text(state.name, { page });
    case 'pausing':
    case 'stopping':
      return dockMessages.text(state.name);
    case 'paused':
      return dockMessages.text('paused', { what: kind });
    case 'pausedByLimit': {
      const clock = clockText(state.until, Date.now());
      return clock === undefined
        ? dockMessages.text('waiting', { page })
        : dockMessages.text('waitingUntil', { page, clock });
    }
    case 'done':
    case 'stopped':
    case 'released':
      return '';
  }
}

/** The title of the window while a run is under way; undefined once it has ended. */
export function windowTitleOf(snapshot: RunSnapshot, kind: RunKind): string | undefined {
  const percent = percentOf(snapshot);
  switch (snapshot.state.name) {
    case 'running':
    case 'stopping':
      return dockMessages.text('titleDoing', { percent, what: kind });
    case 'offline':
      return snapshot.goesOn
        ? dockMessages.text('titleDoing', { percent, what: kind })
        : dockMessages.text('titlePaused', { percent });
    case 'pausing':
    case 'paused':
    case 'pausedByLimit':
      return dockMessages.text('titlePaused', { percent });
    case 'done':
    case 'stopped':
    case 'released':
      return undefined;
  }
}

/** Seconds are told up to here, then minutes. */
const LONGEST_IN_SECONDS = 89;

/** About how long it takes yet; undefined while that is not known. */
export function timeLeftText({ timeLeftMs }: Pick<RunSnapshot, 'timeLeftMs'>): string | undefined {
  if (timeLeftMs === undefined || !Number.isFinite(timeLeftMs)) return undefined;
  const seconds = Math.max(1, Math.ceil(timeLeftMs / 1_000));
  return seconds <= LONGEST_IN_SECONDS
    ? dockMessages.text('secondsLeft', { count: seconds })
    : dockMessages.text('minutesLeft', { count: Math.ceil(seconds / 60) });
}

/** Changes that did not go as wanted, each count in words; none where there are none. */
export function otherCounts({ counts }: Pick<RunSnapshot, 'counts'>, kind: RunKind): string[] {
  const { unchanged, failed, unconfirmed } = counts;
  return [
    ...(unchanged > 0 ? [dockMessages.text('unchangedCount', { what: kind, count: unchanged })] : []),
    ...(failed > 0 ? [dockMessages.text('failedCount', { count: failed })] : []),
    ...(unconfirmed > 0 ? [dockMessages.text('unconfirmedCount', { count: unconfirmed })] : []),
  ];
}
