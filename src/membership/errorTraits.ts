import type { AppError, ErrorKind } from '../contract/errors';

/** What an error means for the changes around it. */
interface ErrorTraits {
  /** Who else would meet the same: only this change, all changes of its group, or the whole run. */
  concerns: 'change' | 'group' | 'run';
  /** The same request may succeed a moment later. */
  isTransient: boolean;
  /** The change may have been made all the same. */
  leavesOpen: boolean;
}

const OF_CHANGE: ErrorTraits = { concerns: 'change', isTransient: false, leavesOpen: false };
const OF_GROUP: ErrorTraits = { ...OF_CHANGE, concerns: 'group' };
const OF_RUN: ErrorTraits = { ...OF_CHANGE, concerns: 'run' };

/** The one table of what each kind of error means. */
const ERROR_TRAITS: Record<ErrorKind, ErrorTraits> = {
  permission: OF_GROUP,
  groupNotFound: OF_GROUP,
  managedExternally: OF_GROUP,
  lastAdministrators: OF_GROUP,
  userNotFound: OF_CHANGE,
  protected: OF_CHANGE,
  invalid: OF_CHANGE,
  unattributed: OF_CHANGE,
  signedOut: OF_RUN,
  actorUnavailable: OF_RUN,
  scopeMissing: OF_RUN,
  runTaken: OF_RUN,
  runNotFound: OF_RUN,
  tooManyRuns: OF_RUN,
  unreadable: OF_RUN,
  rateLimited: { ...OF_CHANGE, isTransient: true },
  notMade: { ...OF_CHANGE, isTransient: true },
  // A server in trouble may have failed after the change.
  unavailable: { ...OF_CHANGE, isTransient: true, leavesOpen: true },
  unconfirmed: { ...OF_CHANGE, isTransient: true, leavesOpen: true },
  unrecorded: { ...OF_CHANGE, isTransient: true, leavesOpen: true },
  storage: { ...OF_RUN, isTransient: true },
  runBusy: { ...OF_RUN, isTransient: true },
};

/** Whether any other change of the run would meet the same: the hourly quota too, unlike a limit a second. */
export function concernsRun({ kind, limit }: AppError): boolean {
  return ERROR_TRAITS[kind].concerns === 'run' || (kind === 'rateLimited' && limit === 'quota');
}

/** Whether the other changes of the same group would meet the same. */
export function concernsGroup({ kind }: AppError): boolean {
  return ERROR_TRAITS[kind].concerns === 'group';
}

/** Whether the same request may succeed a moment later. */
export function isTransient({ kind }: Pick<AppError, 'kind'>): boolean {
  return ERROR_TRAITS[kind].isTransient;
}

/** Whether the change may have been made all the same: asking Confluence who is a member tells. */
export function leavesOpen(kind: ErrorKind): boolean {
  return ERROR_TRAITS[kind].leavesOpen;
}

/** Whether a request was sent for certain: only then is what is seen later this run's doing. */
export function wasSent(kind: ErrorKind): boolean {
  return leavesOpen(kind) && kind !== 'unrecorded';
}

/** Whether a text is a kind of error that this version knows. */
export function isErrorKind(text: string): text is ErrorKind {
  return Object.hasOwn(ERROR_TRAITS, text);
}
