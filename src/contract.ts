/**
 * What the page may ask of the resolver and what it gets back: the one type both sides import.
 * Types only, so that neither bundle carries anything for it.
 */

/** A Confluence group. `id` is a UUID and stable; `name` can be edited by admins. */
export interface Group {
  id: string;
  name: string;
}

/** A person (or app) in the directory, as the asking admin may see them. */
export interface Person {
  accountId: string;
  /** Shown as given; empty only when Confluence hides it. */
  displayName: string;
  /** Absent where the person's privacy settings hide it. */
  email?: string;
  /** Path or URL of the profile picture; absent for the default picture. */
  avatarUrl?: string;
  /** `app` is a bot user that belongs to an app. */
  accountType: 'person' | 'app';
  /** True when Confluence lists no operations for the person: deactivated, or without a Confluence license. */
  deactivated: boolean;
  /** Guest or external collaborator. */
  guest: boolean;
}

/** Everything that can go wrong in words the page knows; see `src/confluence/errors.ts` for what makes each. */
export type ErrorKind =
  | 'permission'
  | 'groupNotFound'
  | 'userNotFound'
  | 'signedOut'
  | 'scopeMissing'
  | 'invalid'
  | 'rateLimited'
  | 'unavailable'
  | 'unconfirmed'
  /** Forge's storage, which the history is in, did not answer. Nothing is changed that it cannot record. */
  | 'storage'
  /** Someone else drives the run, or it was ended elsewhere. */
  | 'runTaken'
  /** The history has no such run. */
  | 'runNotFound';

/** Confluence's answer as it came, for the person who has to explain it to Atlassian support. */
export interface ResponseDetails {
  /** HTTP status. */
  status: number;
  /** The headers that help support: trace id, limits, retry. Lower-case names. */
  headers: Record<string, string>;
  /** The body as text, cut at 4,000 characters. */
  body: string;
}

/** An expected failure, as a value. */
export interface AppError {
  kind: ErrorKind;
  /** HTTP status, where Confluence answered. */
  status?: number;
  /** `atl-traceid`, which Atlassian support asks for. */
  traceId?: string;
  /** Confluence's own words where there is a `response`; else what the transport or this app has to say. */
  detail?: string;
  /** When it is worth trying again: ISO 8601, UTC. */
  retryAt?: string;
  /** Which limit a 429 named in `RateLimit-Reason`. */
  limit?: 'burst' | 'quota';
  /** Which field of the request did not parse; only with `invalid` found before any request. */
  field?: string;
  /** Who drives the run, and until when it is theirs at least (ISO 8601, UTC); only with `runTaken`. */
  takenBy?: { accountId: string; until: string };
  response?: ResponseDetails;
}

export type Answer<T> = ({ ok: true } & T) | { ok: false; error: AppError };

/**
 * What became of one person in a change of a group. Exactly one for every account asked for.
 * `Done` is what a success is called.
 */
export type Outcome<Done extends string = 'removed'> =
  /** Confluence said so: of a removal, is not a member now, also if they never were. */
  | { accountId: string; status: Done }
  /** Confluence refused, and nothing changed; only `unavailable` leaves that open: a server in trouble. */
  | { accountId: string; status: 'failed'; error: AppError }
  /** An answer was lost, and nothing after it made up for that; it may or may not have happened. */
  | { accountId: string; status: 'unconfirmed'; error: AppError }
  /** No request was made for this person. */
  | { accountId: string; status: 'notAttempted' };

/**
 * How fast a run may go on: a slice's answer has it, the next slice's request hands it back, and so the resolver
 * remembers nothing. All of it is as of `at`.
 */
export interface Pace {
  /** ms since the epoch, by the clock of the machine that made it. */
  at: number;
  /** Requests/s aimed at. */
  rate: number;
  /** Requests that may start at once: what is in the token bucket. */
  tokens: number;
  /** Requests under way at once, at most. */
  concurrency: number;
  /** ms until the next request may start, because Confluence said so; else 0. */
  blockedMs: number;
  /** ms an answer takes, as a moving average; absent before the first. */
  latencyMs?: number;
}

/**
 * `ok: true`: Confluence was asked about everyone, or the time ran out (the rest is `notAttempted`).
 * `ok: false`: the error concerns everyone, so it stopped the change; `outcomes` says what became of each person
 * until then, and is absent where nothing was asked of Confluence at all. `rateLimited` and `unavailable` pass:
 * those who `failed` with it, and those `notAttempted`, can be asked about when `pace` is no longer blocked.
 */
export type ChangeAnswer<Done extends string> = (
  | { ok: true; outcomes: Outcome<Done>[]; pace?: Pace }
  | { ok: false; error: AppError; outcomes?: Outcome<Done>[]; pace?: Pace }
) & {
  /** Where the record of the run goes on; absent where nothing was recorded. */
  run?: RunTicket;
};

export type RemoveMembersAnswer = ChangeAnswer<'removed'>;
export type RestoreMembersAnswer = ChangeAnswer<'restored'>;

/** What a run does: takes people out of a group, or puts them back. */
export type RunAction = 'remove' | 'restore';

/** What the page that drives a run shows with each slice, and gets anew with each answer. */
export interface RunTicket {
  runId: string;
  /** Random, made by the page that drives the run: who else has it, is that page. */
  driver: string;
  /** Number of the next entry in the run's log. */
  next: number;
}

/** People of a run by what became of them; they add up to everyone it is about. */
export interface RunCounts {
  /** Removed, or put back. */
  done: number;
  failed: number;
  unconfirmed: number;
  notAttempted: number;
}

/** A run in the history. Times are ISO 8601, UTC. */
export interface RunRecord {
  runId: string;
  action: RunAction;
  groupId: string;
  /** As it was called then; absent where that could not be looked up. */
  groupName?: string;
  /** The admin who began it. */
  actorId: string;
  startedAt: string;
  /** People it is about. */
  total: number;
  /** The run whose changes this one takes back. */
  undoes?: string;
  /** Absent until it has ended. */
  ended?: { at: string; counts: RunCounts };
}

/** What the record says of one person in a run. */
export interface RecordedPerson {
  accountId: string;
  /** `notChanged`: it was open, and Check then found that nothing had changed. */
  status: 'done' | 'failed' | 'unconfirmed' | 'notAttempted' | 'notChanged';
  /** Why, where there is a reason. */
  reason?: ErrorKind;
  /** A later run took the change back. */
  undone?: true;
}

/** A run that was begun and has not ended. */
export interface UnfinishedRun {
  run: RunRecord;
  counts: RunCounts;
  /** Not everyone was written down before the page was gone: nothing was changed, and it cannot go on. */
  isPartial: boolean;
  /**
   * Who drives it, and for how many ms more it is theirs at least: 0 where it can be taken over. Not a time, because
   * the clock of the admin's machine may be wrong.
   */
  driver: { accountId: string; leftMs: number };
}

/** Whether a group gives its members something; `unknown`: Confluence lists more such groups than were read. */
export type Grant = 'yes' | 'no' | 'unknown';

/** What membership of a group gives. */
export interface GroupAccess {
  /** Administration of the site or of Confluence. */
  administration: Grant;
  /** Use of Confluence. */
  use: Grant;
}

export interface SearchGroupsInput {
  /** Any part of the name; empty lists the first groups. ≤ 255 characters. */
  query: string;
  /** Groups at most, 1..200. */
  limit: number;
}

export interface GetGroupInput {
  groupId: string;
}

export interface ListMembersInput {
  groupId: string;
  /** Offset of the first member, ≥ 0. */
  start: number;
  /** Members at most, 1..200. A page of n costs 1 + 2n points. */
  limit: number;
  /** Ask for the group's size too; expensive for Confluence, so once per group. */
  withTotal: boolean;
}

export interface ListMemberPagesInput {
  groupId: string;
  /** 1..10 stretches of the list, read side by side; otherwise as in `ListMembersInput`. */
  pages: { start: number; limit: number; withTotal: boolean }[];
}

export interface FindPeopleInput {
  /** Part of a name, an email address, or an account id. ≤ 255 characters. */
  query: string;
  /** People at most, 1..50. */
  limit: number;
}

export interface RemoveMembersInput {
  groupId: string;
  /** 1..200 distinct account ids. */
  accountIds: string[];
  /** From the answer of the run's slice before. */
  pace?: Pace;
  /** The run that this is a slice of; without, it is a run of its own. */
  run?: RunTicket;
  /** The run that this slice begins: as `startRun`, in one invocation with it. Names everyone, those of the slice too. */
  newRun?: RunStart;
}

export interface CheckMembershipInput {
  groupId: string;
  accountId: string;
  /** The run whose record shall have the answer. */
  runId?: string;
}

export interface CheckMembershipsInput {
  groupId: string;
  /** 1..50 distinct account ids. */
  accountIds: string[];
  /** The run whose record shall have the answers. */
  runId?: string;
}

/** Whom a run is about. */
export interface RunStart {
  /** As in `RunTicket`. Asking again with the same one answers with the run it began. */
  driver: string;
  /** The first 1..5,000 distinct account ids. */
  accountIds: string[];
  /** Everyone the run is about; where that is more, `extendRun` names the others. */
  total: number;
  undoes?: string;
}

export interface StartRunInput extends RunStart {
  action: RunAction;
  groupId: string;
}

export interface ExtendRunInput {
  run: RunTicket;
  /** How many were named before; a multiple of 5,000. */
  from: number;
  /** The next 1..5,000 account ids. */
  accountIds: string[];
}

export interface ResumeRunInput {
  runId: string;
  /** As in `RunTicket`. */
  driver: string;
}

export interface ListRunsInput {
  /** From the page before. */
  cursor?: string;
  /** Runs at most, 1..50. */
  limit: number;
  /** Only runs of this group. */
  groupId?: string;
  /** Only runs that this admin began. */
  actorId?: string;
  /** Only runs that are about this person. */
  personId?: string;
}

export interface GetRunInput {
  runId: string;
  /** People to leave out at the beginning; 0 for the first page. */
  from: number;
}

export interface LookUpPeopleInput {
  /** 1..200 distinct account ids. */
  accountIds: string[];
}

export interface GroupPage {
  groups: Group[];
  /** There are more groups that match than these. */
  more: boolean;
  /** How many groups match in all, where Confluence says so. */
  total?: number;
}

export interface MemberPage {
  members: Person[];
  /** Members in the group; present when `withTotal` was asked for. */
  total?: number;
  /** Offset to ask for next; absent on the last page. */
  nextStart?: number;
  /** Confluence warned (`X-RateLimit-NearLimit`) that under 20 % of a limit is left. */
  nearLimit?: NearLimit;
}

export interface NearLimit {
  /** `quota`: the points an hour that all customers of the app share; `burst`: the requests a second. */
  limit: 'burst' | 'quota';
  /** When the limit is whole again, where Confluence says so: ISO 8601, UTC. */
  resetAt?: string;
}

/** People in the directory who fit a query, members of a group or not. */
export interface PeoplePage {
  people: Person[];
  /** There are more who fit than these. */
  more: boolean;
}

/** Whether one person is in a group, or why that could not be found out. */
export type Membership = { accountId: string; member: boolean } | { accountId: string; error: AppError };

/** Whether the history has what was found out for a run. */
export interface Recording {
  /** Why it does not: the storage did not answer, or the run is somebody else's and the history is not for who asks. */
  notRecorded?: AppError;
}

/** Runs, newest first. */
export interface RunPage {
  runs: RunRecord[];
  /** Absent on the last page. With a filter a page can be empty and not the last. */
  cursor?: string;
}

/** A run and what became of its people, 10,000 a page. */
export interface RunDetail {
  run: RunRecord;
  counts: RunCounts;
  people: RecordedPerson[];
  /** `from` of the next page; absent on the last. */
  next?: number;
}

/** The resolver's calls. A type alias, because `@forge/bridge` wants an index signature. */
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
export type Calls = {
  searchGroups: (input: SearchGroupsInput) => Answer<GroupPage>;
  getGroup: (input: GetGroupInput) => Answer<{ group: Group }>;
  listMembers: (input: ListMembersInput) => Answer<MemberPage>;
  /** Each page has an answer of its own, in the order asked. */
  listMemberPages: (input: ListMemberPagesInput) => Answer<{ pages: Answer<MemberPage>[] }>;
  findPeople: (input: FindPeopleInput) => Answer<PeoplePage>;
  removeMembers: (input: RemoveMembersInput) => RemoveMembersAnswer;
  checkMembership: (input: CheckMembershipInput) => Answer<{ member: boolean } & Recording>;
  /** One for each account, in the order asked. */
  checkMemberships: (input: CheckMembershipsInput) => Answer<{ memberships: Membership[] } & Recording>;
  whoAmI: () => Answer<{ me: Person }>;
  /** Who these accounts are; those that no longer exist are left out. */
  lookUpPeople: (input: LookUpPeopleInput) => Answer<{ people: Person[] }>;
  groupAccess: (input: GetGroupInput) => Answer<{ access: GroupAccess }>;
  restoreMembers: (input: RemoveMembersInput) => RestoreMembersAnswer;
  /** Writes down whom a run is about, before anything is changed. */
  startRun: (input: StartRunInput) => Answer<{ run: RunTicket; group: Group }>;
  extendRun: (input: ExtendRunInput) => Answer<{ run: RunTicket }>;
  /** Keeps a run that waits the asking page's for 75 s more: nobody else may take it up before. */
  keepRun: (input: RunTicket) => Answer<{ run: RunTicket }>;
  /** Takes the record as it is for the outcome: whoever has none was not attempted. */
  endRun: (input: RunTicket) => Answer<{ counts: RunCounts }>;
  // From here on only those who administer Confluence get an answer.
  listRuns: (input: ListRunsInput) => Answer<RunPage>;
  getRun: (input: GetRunInput) => Answer<RunDetail>;
  listUnfinishedRuns: () => Answer<{ runs: UnfinishedRun[] }>;
  /** Makes a run one's own, ended or not, unless somebody drives it. */
  resumeRun: (input: ResumeRunInput) => Answer<{ run: RunTicket }>;
  /** Ends an unfinished run as it is, unless somebody drives it. */
  dismissRun: (input: { runId: string }) => Answer<{ counts: RunCounts }>;
};
