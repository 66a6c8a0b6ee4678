import { MAX_PAGE_SIZE } from '../../../../../src/contract/limits';
import { READS_A_SECOND } from '../../host/readPacer';
import type { MemberList } from '../memberList';

interface Cost {
  requests: number;
  /** About what it takes, s. */
  seconds: number;
}

/** What reading everybody who is not loaded yet takes: a request for each page. */
export function costOfRest(list: MemberList): Cost {
  const requests = list.allMissing(MAX_PAGE_SIZE).length;
  return { requests, seconds: Math.max(1, Math.ceil(requests / READS_A_SECOND)) };
}
