import type { OutcomeCounts } from './changes';
import type {
  Group,
  GroupAccess,
  GroupPage,
  MemberPage,
  MembershipAnswer,
  PeoplePage,
  Person,
} from './directory';
import type { Answer } from './errors';
import type {
  CheckChangesInput,
  CheckMembershipInput,
  CheckMembershipsInput,
  DismissRunInput,
  ExtendRunInput,
  FindPeopleInput,
  GetGroupInput,
  GetRunInput,
  ListMemberPagesInput,
  ListMembersInput,
  ListRunsInput,
  LookUpPeopleInput,
  MakeChangesInput,
  ResumeRunInput,
  SearchGroupsInput,
  StartRunInput,
} from './inputs';
import type {
  CheckedChange,
  Recording,
  RunDetail,
  RunEvent,
  RunPage,
  RunTicket,
  SliceAnswer,
  UnfinishedRun,
} from './runs';

/** The resolver's calls. A type alias, because `@forge/bridge` wants an index signature. */
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
export type Calls = {
  searchGroups: (input: SearchGroupsInput) => Answer<GroupPage>;
  getGroup: (input: GetGroupInput) => Answer<{ group: Group }>;
  listMembers: (input: ListMembersInput) => Answer<MemberPage>;
  /** Each page has an answer of its own, in the order asked. */
  listMemberPages: (input: ListMemberPagesInput) => Answer<{ pages: Answer<MemberPage>[] }>;
  findPeople: (input: FindPeopleInput) => Answer<PeoplePage>;
  checkMembership: (input: CheckMembershipInput) => Answer<{ member: boolean }>;
  /** One for each account, in the order asked. */
  checkMemberships: (input: CheckMembershipsInput) => Answer<{ memberships: MembershipAnswer[] }>;
  /** Who these accounts are; those that no longer exist are left out. */
  lookUpPeople: (input: LookUpPeopleInput) => Answer<{ people: Person[] }>;
  groupAccess: (input: GetGroupInput) => Answer<{ access: GroupAccess }>;

  // From here on only those who administer Confluence get an answer, and nobody else has anything stored. Of one change
  // alone, whoever may not gets Confluence's own refusal.

  /** Writes down what a run is about, before anything is changed. */
  startRun: (input: StartRunInput) => Answer<{ run: RunTicket }>;
  extendRun: (input: ExtendRunInput) => Answer<{ run: RunTicket }>;
  /** Makes a slice of a run's changes, at the pace Confluence allows. */
  makeChanges: (input: MakeChangesInput) => SliceAnswer;
  /** Keeps a run that waits the asking page's for 75 s more: nobody else may take it up before. */
  keepRun: (input: RunTicket) => Answer<{ run: RunTicket }>;
  /** Takes the record as it is for the outcome: what has none was not attempted. */
  endRun: (input: RunTicket) => Answer<{ counts: OutcomeCounts; missed: RunEvent[] }>;
  listRuns: (input: ListRunsInput) => Answer<RunPage>;
  getRun: (input: GetRunInput) => Answer<RunDetail>;
  listUnfinishedRuns: () => Answer<{ runs: UnfinishedRun[] }>;
  /** Makes a run one's own, ended or not, unless somebody drives it. */
  resumeRun: (input: ResumeRunInput) => Answer<{ run: RunTicket }>;
  /** Ends an unfinished run as it is, unless somebody drives it. */
  dismissRun: (input: DismissRunInput) => Answer<{ counts: OutcomeCounts }>;
  /** Asks Confluence about open changes of a run, and writes the answers down. */
  checkChanges: (input: CheckChangesInput) => Answer<{ checked: CheckedChange[] } & Recording>;
};
