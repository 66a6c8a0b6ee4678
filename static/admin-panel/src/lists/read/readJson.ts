import type { Pause } from '../../host/createPause';
import { createRest } from '../../host/work';
import { isNameFor } from '../columns/columnNames';
import { MAX_LINES, type ListRow, type ListTable, type UnreadableLine } from '../listContent';
import { namesSomebody } from './detectTable';
import { excerptOf } from './excerptOf';
import { AT_ONCE, countLineEnds, workOnLine, type TextLine } from './lineEnds';
import { readProse, type ProseLines } from './readProse';
import { tableOf } from './readTable';

/** What a mark or an element costs, as `AT_ONCE` counts. */
const EACH = 50;
type Rest = ReturnType<typeof createRest>;
/** Parsed at once, UTF-16 units: some 20 ms. */
const LONGEST_ELEMENT = 2_000_000;
/** Deeper than any list of people, and more columns than one has. */
const DEEPEST = 50;
const MOST_COLUMNS = 500;

/** An element of a list: where its text is, and its line. */
interface Element {
  from: number;
  end: number;
  line: number;
}

/** An array that is in objects alone, and the key that it has there. */
interface FoundArray {
  key: string;
  elements: Element[];
}

/**
 * People in JSON: an array of texts, or of objects, which make a table with a column for each key; such an array anywhere
 * in an object; objects one after the other (NDJSON). Of what an object has in it one level becomes columns too
 * (`profile.email`); one that names no person but has an array of objects is taken for these (pages of an answer). Where
 * several arrays name people, all are read, with a column for their keys. Where elements share a line they are counted, and
 * not the lines.
 * @param text line ends are `\n`
 * @returns undefined where it is none of these
 */
export async function readJson(text: string, pause: Pause): Promise<ListTable | ProseLines | undefined> {
  const arrays = await findArrays(text, pause);
  if (!arrays) return undefined;
  const count = arrays.reduce((sum, { elements }) => sum + elements.length, 0);
  if (count > MAX_LINES) return 'tooLong';
  const rest = createRest(pause, AT_ONCE);
  const values: { value: unknown; key: string; line: number }[] = [];
  for (const { key, elements } of arrays) {
    for (const { from, end, line } of elements) {
      if (end - from > LONGEST_ELEMENT) return undefined;
      await rest(workOnLine(end - from));
      const parsed = parse(text.slice(from, end));
      if (!parsed) return undefined;
      for (const value of await peopleOf(parsed.value, rest)) values.push({ value, key, line });
    }
  }
  if (values.length > MAX_LINES) return 'tooLong';
  const isOnLines = values.every(({ line }, place) => line !== values[place + 1]?.line);
  const columns = new Map<string, number>(arrays.length > 1 ? [[KEY, 0]] : []);
  const rows: ListRow[] = [];
  const texts: TextLine[] = [];
  for (const [place, { value, key, line: own }] of values.entries()) {
    await rest(EACH + columns.size);
    const line = isOnLines ? own : place + 1;
    const keyed = arrays.length > 1 && !isObject(value) ? { value } : value;
    if (isObject(keyed))
      rows.push({ line, cells: cellsOf(keyed, columns, arrays.length > 1 ? key : undefined) });
    else texts.push({ line, content: typeof keyed === 'string' ? keyed : JSON.stringify(keyed) });
    if (columns.size > MOST_COLUMNS) return undefined;
  }
  if (rows.length < texts.length) return readProse(() => texts, pause);
  const unreadable: UnreadableLine[] = texts.map(({ line, content }) => ({
    line,
    excerpt: excerptOf(content),
  }));
  return rows.length === 0 ? undefined : tableOf([...columns.keys()], rows, unreadable, pause);
}

/** The column that tells several arrays apart. */
const KEY = 'list';

/** What an element stands for: itself, or the objects in its arrays where it names no person itself. */
async function peopleOf(value: unknown, rest: Rest, depth = 0): Promise<readonly unknown[]> {
  if (!isObject(value) || depth > DEEPEST) return [value];
  const arrays = Object.entries(value).filter(
    ([key, part]) =>
      Array.isArray(part) && part.length > 0 && part.every(isObject) && !isNameFor('email', key),
  );
  if (arrays.length === 0 || (await isNaming(withoutArrays(value), rest))) return [value];
  const inner = arrays.flatMap(([, part]): readonly unknown[] => (Array.isArray(part) ? part : []));
  const people: unknown[] = [];
  for (const part of inner) people.push(...(await peopleOf(part, rest, depth + 1)));
  for (const part of people) if (isObject(part) && (await isNaming(part, rest))) return people;
  return [value];
}

async function isNaming(object: Readonly<Record<string, unknown>>, rest: Rest): Promise<boolean> {
  for (const cell of cellsOf(object, new Map())) {
    await rest(workOnLine(cell.length));
    if (namesSomebody(cell)) return true;
  }
  return false;
}

function withoutArrays(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(object).filter(([, part]) => !Array.isArray(part)));
}

/**
 * The arrays that are in objects alone and name people, or the one with the most elements; values that follow each other;
 * or the one object that names a person outside of its arrays.
 */
async function findArrays(text: string, pause: Pause): Promise<FoundArray[] | undefined> {
  const open: string[] = [];
  const values: Element[] = [];
  const arrays: FoundArray[] = [];
  let [key, elements]: [string, Element[]] = ['', []];
  /** Depth of the array that is looked into; 0 outside of one. */
  let depth = 0;
  let [valueFrom, elementFrom] = [0, 0];
  const rest = createRest(pause, 4 * AT_ONCE);
  let before = 0;
  const lines = lineCounter(text);
  const add = (list: Element[], from: number, end: number) => {
    const start = from + text.slice(from, end).search(/\S|$/);
    if (start < end) list.push({ from: start, end, line: lines(start) });
  };
  const marks = /["[\]{},]/g;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    const [sign] = mark;
    const at = mark.index;
    await rest(EACH + at - before);
    before = at;
    switch (sign) {
      case '"': {
        const end = endOfString(text, at);
        if (end === -1) return undefined;
        marks.lastIndex = end;
        break;
      }
      case '[':
      case '{':
        if (open.length === 0) valueFrom = at;
        if (sign === '[' && depth === 0) {
          [depth, elements, elementFrom] = [open.length + 1, [], at + 1];
          key = keyBefore(text, at);
        }
        open.push(sign);
        if (open.length > DEEPEST) return undefined;
        break;
      case ']':
      case '}':
        if (open.at(-1) !== (sign === ']' ? '[' : '{')) return undefined;
        if (open.length === depth) {
          add(elements, elementFrom, at);
          if (elements.length > 0) arrays.push({ key, elements });
          depth = 0;
        }
        open.pop();
        if (open.length === 0) values.push({ from: valueFrom, end: at + 1, line: 0 });
        break;
      default:
        if (open.length === depth && depth > 0) {
          add(elements, elementFrom, at);
          elementFrom = at + 1;
        }
    }
  }
  if (open.length > 0) return undefined;
  const count = lineCounter(text);
  const wholes = { key: '', elements: values.map(({ from, end }) => ({ from, end, line: count(from) })) };
  if (values.length > 1) return [wholes];
  const naming: FoundArray[] = [];
  for (const one of arrays) if (await mayNameAny(text, one.elements, pause)) naming.push(one);
  if (naming.length > 0) return naming;
  if (text[values[0]?.from ?? 0] === '{' && (await mayNameAny(text, wholes.elements, pause))) return [wholes];
  const [largest] = arrays.sort((a, b) => b.elements.length - a.elements.length);
  return largest && [largest];
}

/** Whether one of some elements may name a person; long ones are looked at in pieces that overlap. */
async function mayNameAny(text: string, elements: readonly Element[], pause: Pause): Promise<boolean> {
  const rest = createRest(pause, 4 * AT_ONCE);
  for (const { from, end } of elements) {
    for (let at = from; at < end; at += AT_ONCE) {
      const piece = text.slice(at, Math.min(end, at + AT_ONCE + OVERLAP));
      if (mayName(piece)) return true;
      await rest(workOnLine(piece.length));
    }
  }
  return false;
}

/** Longer than what `mayName` looks for, UTF-16 units. */
const OVERLAP = 50;

/** Whether an id or an address may stand in a text. */
function mayName(source: string): boolean {
  return /[^\s"]@[^\s"]|[0-9a-f]{24}|\d{5,7}:[0-9a-f]{8}-/i.test(source);
}

/** The key whose value begins at an offset. */
function keyBefore(text: string, at: number): string {
  return /"([^"\\]{1,80})"\s*:\s*$/.exec(text.slice(Math.max(0, at - 100), at))?.[1] ?? '';
}

/** No list has longer strings, UTF-16 units. */
const LONGEST_STRING = 100_000;

/** Offset behind a string that begins at a quote; -1 where it does not end in time. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    if (at - from > LONGEST_STRING) return -1;
    let escapes = 0;
    while (text[at - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return at + 1;
  }
  return -1;
}

/** Tells the line of offsets that only grow. */
function lineCounter(text: string): (offset: number) => number {
  let [line, at] = [1, 0];
  return (offset) => {
    line += countLineEnds(text.slice(at, offset));
    at = offset;
    return line;
  };
}

function parse(source: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(source) as unknown };
  } catch {
    // Something in brackets that is no JSON: a mention, a link.
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values of an object by column. @param columns gets those that are new @param key of the array it is in */
function cellsOf(
  object: Readonly<Record<string, unknown>>,
  columns: Map<string, number>,
  key?: string,
): string[] {
  const cells: string[] = Array.from({ length: columns.size }, () => '');
  if (key !== undefined) cells[0] = key;
  const put = (name: string, value: unknown) => {
    const text = textOf(value);
    if (text === undefined) return;
    const column = columns.get(name) ?? columns.size;
    columns.set(name, column);
    cells[column] = text;
  };
  for (const [key, value] of Object.entries(object)) {
    const inner = innerObject(value);
    if (inner) for (const [name, part] of Object.entries(inner)) put(`${key}.${name}`, part);
    else put(key, value);
  }
  return cells;
}

/** An object that is a value, or the first or primary one of several. */
function innerObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (isObject(value)) return value;
  if (!Array.isArray(value)) return undefined;
  const objects = value.filter(isObject);
  return objects.find(({ primary }) => primary === true) ?? objects[0];
}

/** What a cell says of a value; undefined for objects. */
function textOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
      return String(value);
    default: {
      if (value === null) return '';
      if (!Array.isArray(value)) return undefined;
      const texts = value.map(textOf);
      return texts.every((text) => text !== undefined) ? texts.join(', ') : undefined;
    }
  }
}
