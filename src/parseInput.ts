import * as v from 'valibot';
import type { AppError } from './contract/errors';

/** Input that fits, or the `invalid` error that names the first field that does not. */
export function parseInput<T>(
  schema: v.GenericSchema<unknown, T>,
  payload: unknown,
): { ok: true; input: T } | { ok: false; error: AppError } {
  const parsed = v.safeParse(schema, payload, { abortEarly: true });
  if (parsed.success) return { ok: true, input: parsed.output };
  const [issue] = parsed.issues;
  const field = v.getDotPath(issue) ?? 'payload';
  // An absent field has no message of its own.
  const problem = issue.received === 'undefined' ? 'is missing' : issue.message;
  return { ok: false, error: { kind: 'invalid', field, detail: `${field} ${problem}` } };
}
