import { useEffect, useRef, useState } from 'react';
import type { CheckEnd } from '../membership/membershipCheck';
import { useOneAtATime } from '../ui/oneAtATime';
import { checkerOf } from './checkerOf';
import { checkOpen } from './checkOpen';
import type { RunClient } from './runClient';

type Checking = { status: 'idle' } | { status: 'checking'; done: number; count: number } | CheckEnd;

/**
 * Asks Confluence about every change of which it is open whether it was made; the record of the run gets the answers.
 * Stops when the component goes.
 */
export function useCheckOpen(client: RunClient) {
  const [checking, setChecking] = useState<Checking>({ status: 'idle' });
  const current = useRef<AbortController>();
  const tasks = useOneAtATime();

  const start = () =>
    tasks.run('check', async () => {
      const stopping = new AbortController();
      current.current = stopping;
      const onProgress = (done: number, count: number) => setChecking({ status: 'checking', done, count });
      setChecking(await checkOpen(client, checkerOf(client), onProgress, stopping.signal));
    });

  useEffect(() => () => current.current?.abort(), []);
  return { checking, start: () => void start(), stop: () => current.current?.abort() };
}
