import { chunk } from '../../../../../src/chunk';
import { cleanText, namedIn, type Named, type OtherProduct } from '../../directory/who';
import type { Pause } from '../../host/createPause';
import { createRest } from '../../host/work';
import { MAX_LINES, type ProseMention, type UnreadableLine } from '../listContent';
import { excerptOf } from './excerptOf';
import { AT_ONCE, isBlankLine, workOnLine, type TextLine } from './lineEnds';
import { nameBeside } from './nameBeside';
import { createRoleReader } from './otherRoles';

/** What running text names; `tooLong` where that is more than is taken. */
export type ProseLines = { mentions: ProseMention[]; unreadable: UnreadableLine[] } | 'tooLong';

/** What a word, a line or a mention costs, as `AT_ONCE` counts. */
const EACH = 50;
/** Enough for an excerpt of what cannot be made out on a line, UTF-16 units. */
const ENOUGH = 80;

type NamedPerson = Extract<Named, { is: 'accountId' | 'email' }>;

/** Place of a mention that may be about the same person as the next one, and what stands in their line. */
interface Pair {
  place: number;
  text: string;
}

interface LineFinds {
  people: NamedPerson[];
  /** Named in another role than that of the list. */
  others: NamedPerson[];
  strange: string;
  product: OtherProduct | undefined;
}

/**
 * The people that lines name by account id or email address. An id and an address on a line are one person where nothing
 * divides them as lists are divided, or where most lines have just the two. Each line that is not blank has a mention or
 * is unreadable, or both. Who is named in another role (a manager, who sent it) is no mention, unless all are.
 * @param lines gives them anew at each call
 */
export async function readProse(lines: () => Iterable<TextLine>, pause: Pause): Promise<ProseLines> {
  const read = await readLines(lines, false, pause);
  // Where the text names no other people, they are the list.
  const areAllOthers = read !== 'tooLong' && read.mentions.length === 0 && read.unreadable.some(isOtherRole);
  return areAllOthers ? readLines(lines, true, pause) : read;
}

function isOtherRole(line: UnreadableLine): boolean {
  return line.isOtherRole === true;
}

/** @param withOthers who is named in another role is taken for one of the list */
async function readLines(
  lines: () => Iterable<TextLine>,
  withOthers: boolean,
  pause: Pause,
): Promise<ProseLines> {
  const mentions: ProseMention[] = [];
  const unreadable: UnreadableLine[] = [];
  const pairs: Pair[] = [];
  const rest = createRest(pause, AT_ONCE);
  let [count, naming, last] = [0, 0, 0];
  for (const { line, content } of lines()) {
    await rest(workOnLine(content.length));
    if (isBlankLine(content)) continue;
    const isNext = line !== last;
    last = line;
    if (isNext) count += 1;
    const clean = cleanText(content);
    const { people, others, strange, product } = await readLine(clean, withOthers, rest);
    if (people.length > 0) {
      naming += 1;
      const groups = groupsOf(people, clean);
      if (isPerhapsPair(groups)) pairs.push({ place: mentions.length, text: excerptOf(clean) });
      for (const mention of mentionsOn(line, clean, groups)) {
        mentions.push(mention);
        await rest(EACH);
      }
      if (strange !== '') unreadable.push({ line, excerpt: excerptOf(strange) });
    } else if (isNext && others.length === 0) {
      const otherProduct = strange === '' && product !== undefined ? { otherProduct: product } : {};
      unreadable.push({ line, excerpt: excerptOf(content.trimStart()), ...otherProduct });
    }
    if (others.length > 0) unreadable.push({ line, excerpt: othersText(others, content), isOtherRole: true });
    if (count > MAX_LINES || mentions.length > MAX_LINES) return 'tooLong';
  }
  const areRows = pairs.length > 1 && pairs.length > naming / 2;
  return { mentions: areRows ? await joinPairs(mentions, pairs, pause) : mentions, unreadable };
}

/** Who they are, with what stands before them. */
function othersText(others: readonly NamedPerson[], content: string): string {
  const from = Math.max(0, (others[0]?.at ?? 0) - LONGEST_PART / 2);
  return excerptOf(content.slice(from).replace(from > 0 ? /^\S*\s+/ : /^\s+/, ''));
}

/** Each person of a line once. A line with a NUL is taken for damaged. */
async function readLine(
  clean: string,
  withOthers: boolean,
  rest: (done: number) => Promise<void> | undefined,
): Promise<LineFinds> {
  const finds: LineFinds = { people: [], others: [], strange: '', product: undefined };
  if (clean.includes('\0')) return finds;
  const seen = new Set<string>();
  const isOther = withOthers ? () => false : createRoleReader(clean);
  for (const named of namedIn(clean)) {
    const resting = rest(EACH);
    if (resting) await resting;
    switch (named?.is) {
      case 'accountId':
      case 'email':
        // Asked of each, for it reads on from one to the next.
        if (isOther(named)) finds.others.push(named);
        else if (!seen.has(valueOf(named))) {
          finds.people.push(named);
          seen.add(valueOf(named));
        }
        break;
      case 'otherId':
        finds.product ??= named.product;
        break;
      case 'strange':
        if (finds.strange.length < ENOUGH) finds.strange += ` ${named.text}`;
        break;
      case undefined:
        break;
    }
  }
  return finds;
}

function valueOf(named: NamedPerson): string {
  return named.is === 'accountId' ? named.accountId : named.email;
}

/** People on a line, each by what names them: an id and an address together where they are of one person. */
function groupsOf(people: readonly NamedPerson[], clean: string): NamedPerson[][] {
  const parts: NamedPerson[][] = [];
  for (const [place, named] of people.entries()) {
    const before = people[place - 1];
    const isDivided = !before || /[,;，、；]/.test(clean.slice(before.end, named.at));
    if (isDivided) parts.push([named]);
    else parts.at(-1)?.push(named);
  }
  return parts.flatMap((part) => {
    const couples = chunk(part, 2);
    const areTwoOfEach = couples.every(([first, second]) => second !== undefined && second.is !== first?.is);
    return areTwoOfEach ? couples : part.map((named) => [named]);
  });
}

/** Whether a line has one id and one address, and something between them that divides people or cells. */
function isPerhapsPair(groups: readonly (readonly NamedPerson[])[]): boolean {
  const [first = [], second = [], ...more] = groups;
  return more.length === 0 && first.length === 1 && second.length === 1 && first[0]?.is !== second[0]?.is;
}

/** Each with its own part of the line. */
function* mentionsOn(
  line: number,
  clean: string,
  groups: readonly (readonly NamedPerson[])[],
): Generator<ProseMention> {
  let from = 0;
  for (const group of groups) {
    const end = group.at(-1)?.end ?? from;
    const part = groups.length === 1 ? clean : partOf(clean.slice(from, end));
    const start = from;
    from = end;
    const mention: ProseMention = { line, text: excerptOf(part.trimStart()) };
    for (const named of group) {
      if (named.is === 'accountId') {
        mention.accountId = named.accountId;
      } else {
        mention.email = named.email;
        const name = nameBeside(clean.slice(start, named.at), clean.slice(named.at, named.end));
        if (name !== undefined) mention.name = name;
      }
    }
    yield mention;
  }
}

/** What stands before a person belongs to them from the last mark on that divides people. */
function partOf(text: string): string {
  const own = text.slice(
    1 + Math.max(...[';', '；', '、', '>', '\t', '|'].map((mark) => text.lastIndexOf(mark))),
  );
  const part = own.replace(/^[\s,，)\]]+/, '');
  if (part.length <= LONGEST_PART) return part === '' ? text : part;
  // Not from inside a word, unless one is as long.
  const near = part.slice(-LONGEST_PART);
  const isWhole = /\s/.test(part.at(-LONGEST_PART - 1) ?? '');
  const words = isWhole ? near : near.replace(/^\S+\s+/, '');
  return `…${words.trimStart()}`;
}

/** The end of what stands before a person says more than its beginning, UTF-16 units. */
const LONGEST_PART = 58;

/** Each pair as one mention. @param pairs in the order of their places */
async function joinPairs(
  mentions: readonly ProseMention[],
  pairs: readonly Pair[],
  pause: Pause,
): Promise<ProseMention[]> {
  const joined: ProseMention[] = [];
  const rest = createRest(pause, AT_ONCE);
  let next = 0;
  for (let place = 0; place < mentions.length; place += 1) {
    await rest(EACH);
    const mention = mentions[place];
    if (!mention) continue;
    const pair = pairs[next];
    if (pair?.place === place) {
      joined.push({ ...mention, ...mentions[place + 1], text: pair.text });
      next += 1;
      place += 1;
    } else joined.push(mention);
  }
  return joined;
}
