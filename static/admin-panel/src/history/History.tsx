import { useState } from 'react';
import type { Filters } from './filters/filters';
import { OpenRun } from './OpenRun';
import { RunList } from './RunList';

interface Props {
  /** The run that is opened. */
  runId: string | undefined;
  /** Opens a run; the list without one. */
  onGo: (runId: string | undefined) => void;
}

/** Tab "History": what was done here before, and the way to take it back. */
export default function History({ runId, onGo }: Props) {
  const [filters, setFilters] = useState<Filters>({});
  const [first] = useState(runId);
  const [lastRunId, setLastRunId] = useState(runId);
  const [hasMoved, setHasMoved] = useState(false);
  if (runId !== undefined && runId !== lastRunId) setLastRunId(runId);
  if (runId !== first && !hasMoved) setHasMoved(true);
  if (runId === undefined) {
    return <RunList filters={filters} lastRunId={lastRunId} onFilter={setFilters} onOpen={onGo} />;
  }
  return (
    <OpenRun
      key={runId}
      runId={runId}
      takesFocus={hasMoved}
      onOpen={onGo}
      onBack={() => onGo(undefined)}
      onFilter={(next) => {
        setFilters(next);
        onGo(undefined);
      }}
    />
  );
}
