import { asUser, route } from '@forge/api';
import type { Person } from '../contract';
import { read, READ_HEADERS, type Result } from './request';
import * as schemas from './schemas';

/** The person the app acts as: who is looking at the page. `GET user/current`; 3 points. */
export function currentUser(): Promise<Result<Person>> {
  return read(schemas.person, () =>
    asUser().requestConfluence(route`/wiki/rest/api/user/current?expand=operations`, {
      headers: READ_HEADERS,
    }),
  );
}
