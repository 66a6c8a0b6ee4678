import { useState } from 'react';
import type { HistoryPlace, RunFilters } from '../host/place';
import { OpenRun } from './OpenRun';
import { RunList } from './RunList';

interface Props {
  /** The run that is opened. */
  runId: string | undefined;
  /** Which runs the list shows; all without. */
  filters: RunFilters | undefined;
  /** Opens a run; the list without one. */
  onGo: (there: HistoryPlace) => void;
}

/** Tab "History": what was done here before, and the way to take it back. */
export default function History({ runId, filters = {}, onGo }: Props) {
  const [first] = useState(runId);
  const [lastRunId, setLastRunId] = useState(runId);
  const [hasMoved, setHasMoved] = useState(false);
  if (runId !== undefined && runId !== lastRunId) setLastRunId(runId);
  if (runId !== first && !hasMoved) setHasMoved(true);
  const open = (other: string) => onGo({ runId: other, filters });
  const list = (chosen: RunFilters) => onGo({ filters: chosen });
  if (runId === undefined) {
    return <RunList filters={filters} lastRunId={lastRunId} onFilter={list} onOpen={open} />;
  }
  return (
    <OpenRun
      key={runId}
      runId={runId}
      takesFocus={hasMoved}
      onOpen={open}
      onBack={() => list(filters)}
      onFilter={list}
    />
  );
}
