import { useMemo } from 'react';
import { createPause } from '../host/createPause';
import { useKeptState } from '../ui/useKeptState';
import { MAX_LINES, type ListProblem } from './listContent';
import { readFile } from './read/readFile';
import { readSource, type ReadSource, type SourceResult } from './read/readSource';

/** A file, or a text too long for the field, that was read. */
interface GivenFile {
  id: number;
  /** Absent where it was pasted. */
  name: string | undefined;
  source: ReadSource;
}

/** One that is being read. */
interface FileBeingRead {
  id: number;
  name: string | undefined;
  reading: AbortController;
}

/** One that gave no list. */
interface BadFile {
  id: number;
  name: string | undefined;
  problem: ListProblem;
}

/** Everything that was given for a list. */
interface GivenParts {
  typed: string;
  /** In the order in which they were given. */
  files: readonly GivenFile[];
  beingRead: readonly FileBeingRead[];
  bad: readonly BadFile[];
  /** Of the next file; none is used twice. */
  nextId: number;
}

/** Where in the field something is pasted, in UTF-16 units. */
export interface FieldSelection {
  start: number;
  end: number;
}

/** Characters a browser's text field still takes without delay. */
const FIELD_MAX = 100_000;

const NOTHING: GivenParts = { typed: '', files: [], beingRead: [], bad: [], nextId: 1 };

/** What was typed, pasted and dropped for a list; kept for the visit. @param key whose list it is */
export function useGivenList(key: string) {
  const [given, change] = useKeptState('list', key, NOTHING);
  const actions = useMemo(() => actionsOn(change), [change]);
  return {
    ...given,
    ...actions,
    /** @returns whether it was taken: what fits in the field is left to the field */
    paste: (text: string, { start, end }: FieldSelection): boolean => {
      const { typed } = given;
      if (typed.length - (end - start) + text.length <= FIELD_MAX) return false;
      actions.type(typed.slice(0, start) + typed.slice(end));
      actions.takeText(text);
      return true;
    },
  };
}

type Change = (change: (before: GivenParts) => GivenParts) => void;

function actionsOn(change: Change) {
  /** Reads one more; that goes on while nothing shows it. */
  const take = (name: string | undefined, read: (signal: AbortSignal) => Promise<SourceResult>) => {
    const reading = new AbortController();
    let id = 0;
    change((before) => {
      id = before.nextId;
      return {
        ...before,
        nextId: id + 1,
        beingRead: [...before.beingRead, { id, name, reading }],
      };
    });
    read(reading.signal).then(
      (result) => change((before) => withResult(before, { id, name }, result)),
      (error: unknown) => {
        if (reading.signal.aborted) return;
        console.error('A file could not be read.', error);
        change((before) => withResult(before, { id, name }, { ok: false, problem: unreadable(error) }));
      },
    );
  };
  return {
    type: (typed: string) => change((before) => ({ ...before, typed })),
    takeText: (text: string) => take(undefined, (signal) => readSource(text, createPause(signal))),
    takeFiles: (files: readonly File[]) => {
      for (const file of files) take(file.name, (signal) => readWholeFile(file, signal));
    },
    /** Takes a file out, whatever has become of it. */
    remove: (id: number) =>
      change((before) => {
        before.beingRead.find((file) => file.id === id)?.reading.abort();
        return without(before, id);
      }),
    clear: () =>
      change(({ beingRead, nextId }) => {
        for (const { reading } of beingRead) reading.abort();
        return { ...NOTHING, nextId };
      }),
  };
}

async function readWholeFile(file: File, signal: AbortSignal): Promise<SourceResult> {
  const pause = createPause(signal);
  const read = await readFile(file, pause);
  return read.ok ? readSource(read.text, pause) : read;
}

function unreadable(error: unknown): ListProblem {
  return { kind: 'noFile', detail: error instanceof Error ? error.message : String(error) };
}

/** What is given once a file was read; one that was taken out meanwhile stays out. */
function withResult(
  before: GivenParts,
  { id, name }: { id: number; name: string | undefined },
  result: SourceResult,
): GivenParts {
  if (!before.beingRead.some((file) => file.id === id)) return before;
  const others = without(before, id);
  // A file that could not be read is replaced by one of its name only once that one was read; texts have no names.
  const rest = { ...others, bad: others.bad.filter((file) => name === undefined || file.name !== name) };
  if (!result.ok) return { ...rest, bad: [...rest.bad, { id, name, problem: result.problem }] };
  const { source } = result;
  const lines = rest.files.reduce((sum, file) => sum + file.source.lines, source.lines);
  if (lines > MAX_LINES) return { ...rest, bad: [...rest.bad, { id, name, problem: { kind: 'tooLong' } }] };
  const files = [...rest.files, { id, name, source }].sort((a, b) => a.id - b.id);
  return { ...rest, files };
}

function without(before: GivenParts, id: number): GivenParts {
  return {
    ...before,
    files: before.files.filter((file) => file.id !== id),
    beingRead: before.beingRead.filter((file) => file.id !== id),
    bad: before.bad.filter((file) => file.id !== id),
  };
}
