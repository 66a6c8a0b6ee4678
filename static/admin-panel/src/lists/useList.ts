import { useMemo, useState } from 'react';
import type { Action } from '../../../../src/contract';
import type { MemberList } from '../members/memberList';
import { dayOf } from '../ui/calendarDay';
import { useComputed } from '../ui/useComputed';
import { useKeptState } from '../ui/useKeptState';
import { settleColumns, type SettledColumns } from './columns/chosenColumns';
import { withoutRoleColumns } from './columns/filterableColumns';
import { keyOfGroups, type GroupInList } from './columns/groupsIn';
import type { ListInput } from './columns/mentionsOf';
import type { ListProblem } from './listContent';
import { isOrderOpen, useListSettings, type SourceSettings, type SourceUse } from './listSettings';
import { listsMessages } from './listsMessages';
import type { AddressBook } from './match/listKnowledge';
import type { MatchedList } from './match/matchedList';
import { useMatchedList, type MatchedListState } from './match/useMatchedList';
import type { ReadSource } from './read/readSource';
import { useGivenList } from './useGivenList';
import { useProposedUses } from './useProposedUses';
import { useTypedSource } from './useTypedSource';
import { workOutList, type ListWork } from './workOutList';

export interface ListOptions {
  /** The group whose members are looked through first. */
  group?: { id: string; name: string; list: MemberList };
  /** Only rows about this group count, in tables with a column of groups. */
  onlyGroup?: { id: string; name: string };
  /** A person in two groups, or with two actions, of the table's columns is not listed more than once. */
  apart?: boolean;
}

/** A text or file of a list, with what the admin chose for it. */
export interface ListedSource {
  id: number;
  name: string;
  isTyped: boolean;
  source: ReadSource;
  settings: SourceSettings;
  /** Undefined while it is found out what to propose. */
  use: SourceUse | undefined;
  /** Of a table. */
  columns: SettledColumns | undefined;
  /** Rows that pass its filters; undefined while that is not known, or without filters. */
  passing: number | undefined;
  change: (changed: Partial<SourceSettings>) => void;
}

/** Groups that all rows are about, when another one is wanted. */
export interface OtherGroups {
  /** The one that is wanted. */
  wanted: { id: string; name: string };
  groups: readonly GroupInList[];
  /** Their rows count all the same: the admin has said so, for just these groups. */
  areTaken: boolean;
  take: (isWanted: boolean) => void;
}

/** A list of people that is being put together. */
export interface List {
  /** Nothing was given that could be read. */
  isEmpty: boolean;
  given: ReturnType<typeof useGivenList>;
  /** Why nothing can be read from what is typed. */
  typedProblem: ListProblem | undefined;
  isReading: boolean;
  /** In order: `Spot.file` counts in them. */
  sources: readonly ListedSource[];
  /** What the sources are called. */
  files: readonly string[];
  /** Distinct groups of group columns. */
  groups: readonly GroupInList[];
  /** Set where rows are about groups, and none of them about the one that is wanted. */
  otherGroups: OtherGroups | undefined;
  /** What rows of tables say is to be done, and rows that count say. */
  actions: ReadonlySet<Action>;
  countedActions: ReadonlySet<Action>;
  /** The people in it, as far as known; undefined until all columns are settled. */
  matched: MatchedList | undefined;
  /** How far looking up is, and what to do about it. */
  lookUp: MatchedListState;
  /** Why `matched` is not final yet, in words; undefined where every line is decided, and where nothing is given. */
  blocked: string | undefined;
}

/** Of what is typed; files count from 1. */
const TYPED = 0;
const NO_GROUPS: readonly GroupInList[] = [];
const NO_ACTIONS: ReadonlySet<Action> = new Set();
const NO_BOOK: AddressBook = new Map();

/**
 * A list of people: what was given, its columns and filters, and who is found by it. What the admin gave and chose is kept for
 * the visit.
 * @param key whose list it is
 */
export function useList(key: string, { group, onlyGroup, apart = false }: ListOptions): List {
  const given = useGivenList(key);
  const settings = useListSettings(key);
  const typed = useTypedSource(given.typed);
  const typedSource = typed.result?.ok === true ? typed.result.source : undefined;
  const { files } = given;
  const read = useMemo(
    () => [...(typedSource ? [{ id: TYPED, name: undefined, source: typedSource }] : []), ...files],
    [typedSource, files],
  );
  const today = useState(() => dayOf(new Date()))[0];

  const chosen = useMemo(() => {
    const all = read.map(({ id, name, source }) => {
      const kept = settings.of(id, source.content);
      const columns = source.columns && settleColumns(source.columns.proposal, kept.columns);
      const filters = columns ? withoutRoleColumns(kept.filters, columns.roles) : kept.filters;
      return { id, source, columns, settings: { ...kept, filters }, name: name ?? nameOf(id) };
    });
    return all.map((one) => ({ ...one, input: inputOf(one, 'people') }));
  }, [read, settings]);
  const proposed = useProposedUses(chosen);
  const sources = useMemo(
    () => chosen.map((one) => ({ ...one, use: one.settings.use ?? proposed.useOf(one.id) })),
    [chosen, proposed],
  );

  const names = useMemo(() => sources.map((one) => one.name), [sources]);
  const [id, name] = [onlyGroup?.id, onlyGroup?.name];
  const [otherGroups, takeOtherGroups] = useKeptState('listOtherGroups', key, '');
  const wanted = useMemo((): ListWork | undefined => {
    if (sources.length === 0 || sources.some(isOpen)) return undefined;
    return {
      inputs: sources.map((one) => inputOf(one, one.use ?? 'people')),
      ...{ names, today, otherGroups },
      onlyGroup: id === undefined || name === undefined ? undefined : { id, name },
    };
  }, [sources, names, today, id, name, otherGroups]);
  // Nothing is looked up before it is known which files are used for people.
  const [known, setKnown] = useState<ListWork>();
  if (proposed.isCurrent && wanted !== known) setKnown(wanted);
  const work = proposed.isCurrent ? wanted : wanted && known;
  const { output, isCurrent } = useComputed(work, workOutList);
  const lookUp = useMatchedList({
    ...{ key, mentions: output?.mentions, apart, book: output?.book ?? NO_BOOK },
    group: group && { id: group.id, list: group.list },
  });

  // Stays while it is worked out anew, so that nothing jumps.
  const [lastMatched, setLastMatched] = useState<MatchedList>();
  const matched = work && (lookUp.matched ?? lastMatched);
  if (matched !== lastMatched) setLastMatched(matched);

  const isReading = given.beingRead.length > 0 || typed.isReading;
  const typedProblem = typed.result?.ok === false ? problemOf(typed.result.problem) : undefined;
  return {
    isEmpty: sources.length === 0,
    ...{ given, typedProblem, isReading },
    sources: sources.map((one, n) => ({
      ...one,
      isTyped: one.id === TYPED,
      passing: passingOf(one, output?.filtered[n]),
      change: (changed) => settings.change(one.id, one.source.content, changed),
    })),
    files: output?.names ?? names,
    groups: output?.groups ?? NO_GROUPS,
    actions: output?.actions ?? NO_ACTIONS,
    countedActions: output?.countedActions ?? NO_ACTIONS,
    otherGroups: output?.otherGroups &&
      onlyGroup && {
        ...{ wanted: onlyGroup, groups: output.otherGroups },
        areTaken: keyOfGroups(output.otherGroups) === otherGroups,
        take: (isWanted) => takeOtherGroups(() => (isWanted ? keyOfGroups(output.otherGroups ?? []) : '')),
      },
    ...{ matched, lookUp },
    blocked: blockedText({
      ...{ isReading, typedProblem, sources, lookUp },
      isCurrent: proposed.isCurrent && isCurrent,
    }),
  };
}

type ChosenSource = Pick<ListedSource, 'id' | 'name' | 'source' | 'settings' | 'columns'>;

function nameOf(id: number): string {
  return listsMessages.text(id === TYPED ? 'typedText' : 'pastedText');
}

function inputOf({ source, columns, settings }: ChosenSource, use: SourceUse): ListInput {
  return { content: source.content, roles: columns?.roles ?? {}, filters: settings.filters, use };
}

/** Nothing is typed that could be taken for a person. */
function problemOf(problem: ListProblem): ListProblem | undefined {
  return problem.kind === 'empty' ? undefined : problem;
}

function isOpen(one: ChosenSource): boolean {
  return areColumnsOpen(one) || one.settings.filters.some(isOrderOpen);
}

function areColumnsOpen({ columns }: ChosenSource): boolean {
  return columns !== undefined && (columns.open.length > 0 || columns.isNobody);
}

function passingOf({ source, settings }: ChosenSource, filtered: number | undefined): number | undefined {
  if (settings.filters.length === 0 || filtered === undefined) return undefined;
  return source.content.kind === 'table' ? source.content.rows.length - filtered : undefined;
}

interface Progress {
  isReading: boolean;
  typedProblem: ListProblem | undefined;
  sources: readonly ChosenSource[];
  /** The people it mentions are known for what is chosen now. */
  isCurrent: boolean;
  lookUp: MatchedListState;
}

function blockedText({ isReading, typedProblem, sources, isCurrent, lookUp }: Progress): string | undefined {
  if (isReading) return listsMessages.text('waitForReading');
  if (typedProblem) return listsMessages.text('typedFirst');
  if (sources.length === 0) return undefined;
  if (sources.some(areColumnsOpen)) return listsMessages.text('columnFirst');
  if (sources.some(isOpen)) return listsMessages.text('orderFirst');
  if (lookUp.offer) return listsMessages.text('lookUpFirst');
  if (!isCurrent || !lookUp.matched || !lookUp.isSettled) return listsMessages.text('waitForLookUp');
  const count = lookUp.matched.choices.filter(({ chosen }) => chosen === undefined).length;
  return count > 0 ? listsMessages.text('decideFirst', { count }) : undefined;
}
