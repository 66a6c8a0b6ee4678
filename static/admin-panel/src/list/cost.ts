import { REQUESTS_A_SECOND } from './membershipCheck';

/** Atlassian's documented points an hour for a Forge app, which all its customers share. */
export const POINTS_AN_HOUR = 65_000;
/** 1 for the request, and 2 for each group a person is in; whoever is in none costs less. */
const POINTS_A_PERSON = 3;

/** What checking so many people takes: a request each. */
export function costOfCheck(count: number): { points: number; seconds: number; fitsInHour: boolean } {
  const points = count * POINTS_A_PERSON;
  return {
    points,
    seconds: Math.max(1, Math.ceil(count / REQUESTS_A_SECOND)),
    fitsInHour: points <= POINTS_AN_HOUR,
  };
}
