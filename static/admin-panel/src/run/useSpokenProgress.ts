import { useEffect, useRef } from 'react';
import type { RunSnapshot } from '../../../../src/run/runSnapshot';
import { useAnnounce } from '../ui/announcer';
import { dockMessages } from './dockMessages';
import { percentOf, stateText } from './progressWords';
import type { RunClient } from './runClient';
import type { RunKind } from './runKind';

/** Quarters of a run: at each but the last it is told how far it is. */
const QUARTERS = 4;

/** Speaks at 25, 50 and 75 %, and when a run pauses or waits: every count would be a flood. */
export function useSpokenProgress(client: RunClient, snapshot: RunSnapshot, kind: RunKind): void {
  const announce = useAnnounce();
  const quarter = Math.floor((percentOf(snapshot) * QUARTERS) / 100);
  const spoken = useRef({ client, quarter });
  useEffect(() => {
    const before = spoken.current;
    spoken.current = { client, quarter };
    const isOnWay = before.client === client && quarter > before.quarter && quarter < QUARTERS;
    if (isOnWay) announce(dockMessages.text('percentDone', { percent: (quarter * 100) / QUARTERS }));
  }, [client, quarter, announce]);

  const waiting = waitingText(snapshot, kind);
  useEffect(() => {
    if (waiting !== '') announce(waiting);
  }, [waiting, announce]);
}

function waitingText(snapshot: RunSnapshot, kind: RunKind): string {
  switch (snapshot.state.name) {
    case 'paused':
    case 'offline':
    case 'pausedByLimit':
      return stateText(snapshot, kind);
    case 'running':
    case 'pausing':
    case 'stopping':
    case 'done':
    case 'stopped':
    case 'released':
      return '';
  }
}
