import { useEffect, useRef, useState } from 'react';
import { checkTools } from '../membership/checkTools';
import type { CheckEnd } from '../membership/membershipCheck';
import { checkOpen, type OpenCheck } from './checkOpen';
import type { ActiveRun } from './RunProvider';

type Checking = { status: 'idle' } | { status: 'checking'; done: number; count: number } | CheckEnd;

/**
 * Asks Confluence about everyone of whom it is open whether they were changed; the record of the run gets the answers.
 * Stops when the component goes.
 */
export function useCheckOpen({ run, group }: ActiveRun) {
  const [checking, setChecking] = useState<Checking>({ status: 'idle' });
  const current = useRef<OpenCheck>();
  const stop = () => current.current?.stop();

  const start = async () => {
    stop();
    const check = checkOpen(run, checkTools(group.id, run.runId), (done, count) =>
      setChecking({ status: 'checking', done, count }),
    );
    current.current = check;
    setChecking(await check.end);
  };

  useEffect(() => () => current.current?.stop(), []);
  return { checking, start: () => void start(), stop };
}
