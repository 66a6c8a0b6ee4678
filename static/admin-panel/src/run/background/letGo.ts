import type { NotContinuedReason } from '../../../../../src/contract';

/** Why a page looks on no more at a run that has not ended. */
export type LetGo =
  | NotContinuedReason
  /** The worker has had it, and did not go on for a while. */
  | 'gone'
  /** How it stands cannot be read. */
  | 'unread';
