import type { Header, Lease, LogEntry } from './records';

/** A header that can be changed without changing the other. */
export function copyHeader(header: Header): Header {
  const { drivers, counts, workers, inBackground } = header;
  return {
    ...header,
    drivers: [...drivers],
    counts: [...counts],
    ...(workers && { workers: [...workers] }),
    ...(inBackground && { inBackground: [...inBackground] }),
  };
}

/**
 * Brings a header up to date with one more entry of its log, but for how the changes stand: whose the run is, what is wanted
 * of it, whether it has ended. Folding the same entries once more changes nothing.
 * @returns the driver's place in `drivers`, where it is a driver's entry
 */
export function foldIntoHeader(header: Header, entry: LogEntry): number | undefined {
  switch (entry.kind) {
    case 'check':
    case 'undone':
      return undefined;
    case 'control':
      delete header.wish;
      if (entry.wish !== 'run') header.wish = entry.wish;
      return undefined;
    case 'notContinued':
      header.notContinued = entry.reason;
      return undefined;
    case 'slice':
    case 'taken':
    case 'ended': {
      const { kind, driver, actorId, until, verifiedAt, worker } = entry;
      header.lease = { driver, actorId, until, verifiedAt, ...(worker && { worker }) };
      delete header.endedAt;
      if (kind === 'ended') header.endedAt = until;
      if (kind !== 'slice') delete header.wish;
      if (kind === 'taken') {
        delete header.notContinued;
        delete header.isPart;
        if (entry.isPart) header.isPart = true;
      }
      return kind === 'ended' ? undefined : placeOf(header, entry);
    }
  }
}

/** The worker has a place of its own for each admin it drove for. */
function placeOf(header: Header, { actorId, worker }: Pick<Lease, 'actorId' | 'worker'>): number {
  const { drivers, workers = [] } = header;
  const place = drivers.findIndex((one, n) => one === actorId && workers.includes(n) === !!worker);
  if (place !== -1) return place;
  if (worker) header.workers = [...workers, drivers.length];
  return drivers.push(actorId) - 1;
}
