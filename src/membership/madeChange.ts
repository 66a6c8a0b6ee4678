import type { AppError } from '../contract/errors';

/**
 * Confluence's word on one change.
 * - `done`: the documented success, or another after which it was looked up and is so.
 * - `unchanged`: it was so already, looked up or said by a 409.
 * - `changedNothing`: whatever the error, this attempt made no change; no request that could have was sent, or Confluence
 *   refused it. Without it the kind of error says whether the change may have been made.
 */
export type MadeChange =
  { ok: true; status: 'done' | 'unchanged' } | { ok: false; error: AppError; changedNothing?: true };
