import { notFound } from '../errors';
import type { Handler } from './call';
import { MAX_PAGE, pageAnswer } from './page';
import { representUser } from './representations';

/** `GET user` */
export const getUser: Handler = (call) => {
  const person = call.site.people.get(call.parameters.requiredText('accountId'));
  if (person === undefined) throw notFound('No user found with the given accountId');
  return { status: 200, body: representUser(call, person), returned: 1 };
};

/** `GET user/current` */
export const getCurrentUser: Handler = (call) => ({
  status: 200,
  body: representUser(call, call.person),
  returned: 1,
});

/** `GET user/bulk`: the first 200 ids count, unknown ones are left out. */
export const listUsersById: Handler = (call) => {
  const limit = call.parameters.integer('limit') ?? MAX_PAGE;
  const asked = new Set(call.parameters.list('accountId').slice(0, MAX_PAGE));
  const found = [...asked].flatMap((accountId) => call.site.people.get(accountId) ?? []).slice(0, limit);
  const results = found.map((person) => representUser(call, person));
  return pageAnswer(call, { start: 0, limit }, results, results.length);
};
