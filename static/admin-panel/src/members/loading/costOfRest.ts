import { MAX_PAGE_SIZE, MAX_PAGES_IN_CALL } from '../../../../../src/contract/limits';
import { POINTS_AN_HOUR, READS_A_SECOND } from '../../host/readLimits';
import type { MemberList } from '../memberList';
import { BATCHES_AT_ONCE } from './reading';

/** Reading everybody leaves the last fifth of them to others. */
const USABLE_SHARE = 0.8;
/** What an invocation that reads pages side by side takes, s: Forge's start and Confluence's answers. */
const BATCH_SECONDS = 1;

interface Cost {
  requests: number;
  /** 1 a request, and 2 for each member it returns. */
  points: number;
  /** About what it takes if the hourly limit does not come between, s. */
  seconds: number;
  /** Hours it is spread over because of the hourly limit: 1 where it fits into one. */
  hours: number;
}

/** What reading everybody who is not loaded yet takes. */
export function costOfRest(list: MemberList): Cost {
  const stretches = list.allMissing(MAX_PAGE_SIZE);
  const requests = stretches.length;
  const points = stretches.reduce((sum, { limit }) => sum + 1 + 2 * limit, 0);
  const waves = Math.ceil(requests / (BATCHES_AT_ONCE * MAX_PAGES_IN_CALL));
  const seconds = Math.max(1, Math.ceil(Math.max(requests / READS_A_SECOND, waves * BATCH_SECONDS)));
  return { requests, points, seconds, hours: Math.ceil(points / (POINTS_AN_HOUR * USABLE_SHARE)) };
}
