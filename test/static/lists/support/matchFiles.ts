import type { Person } from '../../../../src/contract';
import {
  settleColumns,
  type ChosenColumns,
} from '../../../../static/admin-panel/src/lists/columns/chosenColumns';
import { proposeUses } from '../../../../static/admin-panel/src/lists/columns/proposeUses';
import type { RowFilter } from '../../../../static/admin-panel/src/lists/columns/rowFilter';
import { comparableNameOf } from '../../../../static/admin-panel/src/lists/match/comparableName';
import {
  indexMembers,
  type DirectoryAnswer,
  type Knowledge,
} from '../../../../static/admin-panel/src/lists/match/listKnowledge';
import type { MatchedList, Need } from '../../../../static/admin-panel/src/lists/match/matchedList';
import { matchMentions } from '../../../../static/admin-panel/src/lists/match/matchMentions';
import { readFile } from '../../../../static/admin-panel/src/lists/read/readFile';
import { readSource, type ReadSource } from '../../../../static/admin-panel/src/lists/read/readSource';
import { workOutList, type WorkedOutList } from '../../../../static/admin-panel/src/lists/workOutList';
import type { SampleFile, SamplePerson } from '../../../support/lists/sampleFile';
import { NO_KNOWLEDGE } from './noKnowledge';

const noPause = () => Promise.resolve();

/** The day of the tests. */
const TODAY = '2026-11-28';

/** What an admin may choose for the first of the files, and for all of them. */
export interface Choices {
  columns?: ChosenColumns;
  /** Made when the columns are known. */
  filters?: (source: ReadSource) => Promise<RowFilter[]> | RowFilter[];
  onlyGroup?: { id: string; name: string };
  apart?: boolean;
}

/** A person as Confluence shows them. */
export function personOf(
  { accountId, name, email }: SamplePerson,
  { isHidden = false }: { isHidden?: boolean } = {},
): Person {
  return {
    ...{ accountId, displayName: name, accountType: 'person', lacksAccess: false, guest: false },
    ...(!isHidden && email !== '' && { email }),
  };
}

/** Reads a file as the page does. Throws where nothing can be read from it. */
export async function readSample({ name, bytes }: SampleFile): Promise<ReadSource> {
  const read = await readFile(new Blob([bytes]), noPause);
  const result = read.ok ? await readSource(read.text, noPause) : read;
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.problem)}`);
  return result.source;
}

/**
 * Whom files name, as the page works it out. Every other person of the site is a member of the list's group; the others are in
 * the directory. Throws where the columns are open and nothing is chosen.
 */
export async function matchFiles(
  files: readonly SampleFile[],
  site: readonly Person[],
  choices: Choices = {},
): Promise<MatchedList> {
  const { mentions, book } = await workOutFiles(files, choices);
  const { apart = false } = choices;
  const members = await indexMembers(
    site.filter((_, index) => index % 2 === 0),
    true,
    noPause,
  );
  const byId = new Map<string, Person | null>();
  const byEmail = new Map<string, DirectoryAnswer>();
  const byName = new Map<string, DirectoryAnswer>();
  const known: Knowledge = { ...NO_KNOWLEDGE, members, byId, byEmail, byName, book };
  // An address may lead to an account id, and a person who is not found by either to a name.
  for (let round = 0; round < 5; round += 1) {
    const matched = await matchMentions(mentions, known, { apart }, noPause);
    if (matched.pending.length === 0) return matched;
    for (const { need } of matched.pending) answer(need);
  }
  throw new Error('It is asked for more and more.');

  function answer(need: Need): void {
    switch (need.of) {
      case 'accountId':
        byId.set(need.accountId, site.find((one) => one.accountId.toLowerCase() === need.accountId) ?? null);
        return;
      case 'email':
        byEmail.set(
          need.email,
          found((one) => one.email?.toLowerCase() === need.email),
        );
        return;
      case 'name':
        byName.set(
          need.name,
          found((one) => comparableNameOf(one) === need.name),
        );
        return;
      case 'members':
        throw new Error('All members are known.');
    }
  }

  function found(fits: (person: Person) => boolean): DirectoryAnswer {
    return { people: site.filter(fits), more: false };
  }
}

/** Whom files mention, before anyone is looked up. */
export async function workOutFiles(
  files: readonly SampleFile[],
  choices: Choices = {},
): Promise<WorkedOutList> {
  const sources = await Promise.all(files.map(readSample));
  const inputs = await Promise.all(
    sources.map(async (source, index) => {
      const { columns: chosen = {}, filters } = index === 0 ? choices : {};
      const settled = source.columns && settleColumns(source.columns.proposal, chosen);
      if (settled && settled.open.length > 0) throw new Error(`Open: ${settled.open.join(', ')}`);
      return {
        ...{ content: source.content, roles: settled?.roles ?? {}, use: 'people' as const },
        filters: filters ? await filters(source) : [],
      };
    }),
  );
  const uses = await proposeUses(inputs, noPause);
  return workOutList(
    {
      inputs: inputs.map((input, index) => ({ ...input, use: uses[index] ?? 'people' })),
      names: files.map(({ name }) => name),
      today: TODAY,
      onlyGroup: choices.onlyGroup,
      otherGroups: '',
    },
    noPause,
  );
}

/** What became of each line, in order of the lines: its number, the bin or the reason, and who is meant. */
export function outcomeByLine(matched: MatchedList): [line: number, outcome: string, accountId?: string][] {
  const outcomes: [number, string, string?][] = [
    ...matched.found.map(({ mention, person }): [number, string, string] => [
      mention.line,
      'found',
      person.accountId,
    ]),
    ...matched.repeated.map(({ mention, accountId }): [number, string, string] => [
      mention.line,
      'repeated',
      accountId,
    ]),
    ...matched.choices.map(({ mention, why }): [number, string] => [mention.line, why]),
    ...matched.unmatched.map(({ mention, why }): [number, string] => [mention.line, why]),
    ...matched.omissions.map(({ line, why }): [number, string] => [line, why]),
  ];
  return outcomes.sort(([a], [b]) => a - b);
}

/** Whether the bins hold as many lines as the files have, each mention in one of them. */
export function isAccountedFor(matched: MatchedList): boolean {
  const { found, repeated, choices, unmatched, omissions, lines } = matched;
  const spots = [...[found, repeated, choices, unmatched].flat().map(({ mention }) => mention), ...omissions];
  return new Set(spots.map(({ file, line }) => `${file} ${line}`)).size === lines;
}
