import { POINTS_AN_HOUR, READS_A_SECOND } from '../host/readLimits';

/** 1 for the request, 2 for each group a person is in, and 2 for who a member is; whoever is in none costs less. */
const POINTS_A_PERSON = 5;

/** What checking so many people takes: a request each, and a call for who 200 of them are. */
export function costOfCheck(count: number): { points: number; seconds: number; fitsInHour: boolean } {
  const points = count * POINTS_A_PERSON;
  return {
    points,
    seconds: Math.max(1, Math.ceil(count / READS_A_SECOND)),
    fitsInHour: points <= POINTS_AN_HOUR,
  };
}
