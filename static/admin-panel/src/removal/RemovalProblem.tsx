import { Problem } from '../problems/Problem';
import { DockedMessage } from '../ui/Dock';
import type { GroupRemoval } from './rowState';
import { useDismissProblem, useRemovals } from './useRemoval';

interface Props {
  /** The group that is shown; absent where none is. */
  groupId: string | undefined;
}

/** In the dock: what stopped the last removal from the group that is shown, until that is dismissed. */
export function RemovalProblem({ groupId }: Props) {
  const problem = useRemovals().get(groupId ?? '')?.problem;
  return (
    <div role="alert">
      {groupId !== undefined && problem && <Dismissible groupId={groupId} problem={problem} />}
    </div>
  );
}

interface DismissibleProps {
  groupId: string;
  problem: NonNullable<GroupRemoval['problem']>;
}

function Dismissible({ groupId, problem: { error, during } }: DismissibleProps) {
  const dismiss = useDismissProblem(groupId);
  return (
    <DockedMessage>
      <Problem error={error} during={during} headingLevel="h2" onDismiss={dismiss} />
    </DockedMessage>
  );
}
