import * as v from 'valibot';

const Named = v.object({ key: v.string() });
const List = v.array(Named);
const Transaction = v.object({ set: v.optional(List, []), delete: v.optional(List, []) });
const Query = v.object({ where: v.pipe(v.array(v.object({ values: v.array(v.string()) })), v.nonEmpty()) });

/** The keys that a request's body names; of a query, the prefix. None when it makes no sense. */
export function namedKeys(body: unknown): string[] {
  const one = v.safeParse(Named, body);
  if (one.success) return [one.output.key];
  const list = v.safeParse(List, body);
  if (list.success) return list.output.map(({ key }) => key);
  const query = v.safeParse(Query, body);
  if (query.success) return query.output.where.flatMap(({ values }) => values);
  const transaction = v.safeParse(Transaction, body);
  if (!transaction.success) return [];
  return [...transaction.output.set, ...transaction.output.delete].map(({ key }) => key);
}
