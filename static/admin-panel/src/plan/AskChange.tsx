import { Suspense, useState } from 'react';
import type { Change, Group } from '../../../../src/contract';
import type { Chosen } from '../directory/chosen';
import { useRuns } from '../run/RunProvider';
import { deferred } from '../ui/deferred';
import type { UntilDay } from './untilDay';

const ConfirmChange = deferred(() => import('./ConfirmChange'));

/** One change that was asked for. */
export interface AskedChange {
  change: Change;
  group: Group;
  /** Where it takes a change back: the run that made that, and its place there. */
  undoes?: { runId: string; changes: readonly number[] };
}

interface Props {
  asked: AskedChange;
  person: Chosen;
  onClose: () => void;
}

/** Asks before one change of a person is made, and makes it. */
export function AskChange({ asked: { change, group, undoes }, person, onClose }: Props) {
  const { start } = useRuns();
  const [day, setDay] = useState<UntilDay>('');
  const begin = (until: number | undefined) => {
    const people = new Map([[person.accountId, person]]);
    void start({
      ...{ changes: [change], groups: [group], people },
      ...(undoes && { undoes }),
      ...(until !== undefined && { until }),
    });
  };
  return (
    <Suspense>
      <ConfirmChange
        {...{ change, group, person, onClose }}
        isUndo={undoes !== undefined}
        {...(!undoes && { until: { day, onDay: setDay } })}
        onConfirm={begin}
      />
    </Suspense>
  );
}
