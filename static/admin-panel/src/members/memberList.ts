import type { Person } from '../../../../src/contract';
import { MAX_PAGE_SIZE } from '../../../../src/contract/limits';
import { byPlace, endOf, indexOf, isWorthKeeping, provesOneOrder, weave, type Run } from './memberRuns';

/** A stretch of the group's list to be read: offset of the first member, members at most. */
export interface Stretch {
  start: number;
  limit: number;
  /** Which gap it is in: the account id that the run before it ends with. */
  gap?: string;
}

/** What Confluence answered for a stretch. */
interface PageRead {
  members: readonly Person[];
  /** Members in the group, where that was asked for. */
  total?: number;
  /** No member comes after these. */
  last: boolean;
  /** Offset that the next page begins at. */
  nextStart?: number;
  /** No member is listed here although there are more: neither an empty group nor the end of its list. */
  isCutShort?: true;
}

/** People read a second time at either end of a stretch, who show that it follows what is known already. */
const OVERLAP = 2;
/** More of them with each time that two were not enough. */
const MORE_OVERLAP = 4;
/** Reads for one gap that does not close before the list is left as it is while the admin scrolls. */
const TRIES_IN_SIGHT = 3;
/** People by which a gap is read further on, or further back, at every try. */
const FURTHER = 50;
/** Fewer at once are left out of a page for another reason than its size. */
const SMALLEST_PAGE = 20;

/**
 * What is known of a group's members, who are read in stretches and in any order.
 *
 * Confluence pages by offset, so each member who joins or leaves shifts all after them. What does not change is the
 * members' order. Each page is an unbroken piece of it: two pages that share people are joined at them into one
 * run, wherever their offsets say they are. One run from the first to the last member has everybody who was a member
 * all the time, and each once. Pages that touch by offset but share no member leave a seam: a member between them may be
 * missing, so it is read again.
 */
export class MemberList {
  #runs: Run[] = [];
  readonly #runOf = new Map<string, Run>();
  readonly #listeners = new Set<() => void>();
  /** Reads in a gap, by the account id before it; one that was closed has another before it. */
  readonly #tries = new Map<string, Tries>();
  /** Account ids taken out here, in that order; a page asked for before may still bring them. */
  readonly #removed: string[] = [];
  #total: number | undefined;
  /** Members that Confluence brings at once, where it brings fewer than the most that can be asked for. */
  #pageSize: number | undefined;
  /** Members whose offsets pages took up without listing them: by so many may offsets be apart that mean one place. */
  #leftOut = 0;
  #isCutShort = false;
  #version = 0;
  /** When what it was opened with had been read, ms by the reader's clock. */
  openedAt = 0;
  #all: { version: number; members: readonly Person[] } | undefined;

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  /** @returns stops listening */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** People who are loaded. */
  get size(): number {
    return this.#runOf.size;
  }

  /** Members in the group, as far as is known. A count is not believed against what is seen. */
  get total(): number | undefined {
    if (this.isComplete && this.size > 0) return Math.max(this.size, this.#total ?? 0);
    const isMore = this.#runs.at(-1)?.isLast !== true;
    const seen = this.size + (isMore ? 1 : 0);
    return this.#total === undefined || this.#total < seen ? undefined : this.#total;
  }

  /** Members that Confluence counted and did not list, where the list was read whole. */
  get unlisted(): number {
    return this.isComplete ? Math.max(0, (this.#total ?? 0) - this.size) : 0;
  }

  /** Everybody is loaded. */
  get isComplete(): boolean {
    const [run, ...others] = this.#runs;
    return run !== undefined && run.isFirst && run.isLast && others.length === 0;
  }

  /** Confluence says that there are members and lists none of them. */
  get isCutShort(): boolean {
    return this.#isCutShort && this.size === 0;
  }

  /** Rows the list takes up, those included that are not loaded yet. */
  get length(): number {
    const last = this.#runs.at(-1);
    const end = endOf(last);
    if (last?.isLast === true) return end;
    // A page that is not the last one promises at least one member more, counted or not.
    return Math.max(this.#total ?? 0, end + 1);
  }

  /** The member in this place; none where it is not loaded. */
  at(index: number): Person | undefined {
    const run = this.#runs[this.#runIndexAt(index)];
    return run?.members[index - run.start];
  }

  /** The place of a member; -1 where they are not loaded. */
  indexOf(accountId: string): number {
    const run = this.#runOf.get(accountId);
    return run ? run.start + indexOf(run, accountId) : -1;
  }

  has(accountId: string): boolean {
    return this.#runOf.has(accountId);
  }

  /** All who are loaded, in Confluence's order. */
  loaded(): readonly Person[] {
    if (this.#all?.version !== this.#version) {
      this.#all = { version: this.#version, members: this.#runs.flatMap(({ members }) => members) };
    }
    return this.#all.members;
  }

  /** Remembers a moment: when a page was asked for, which `place` wants back, or who had been removed until then. */
  mark(): number {
    return this.#removed.length;
  }

  /** Account ids of those who were taken out since that moment. */
  removedSince(mark: number): readonly string[] {
    return this.#removed.slice(mark);
  }

  /** Puts a page in its place, at the people it shares with others where there are any. */
  place(stretch: Stretch, page: PageRead, mark: number): void {
    const gone = new Set(this.removedSince(mark));
    this.#noteSize(stretch, page);
    this.#leftOut += Math.max(0, (page.nextStart ?? 0) - stretch.start - page.members.length);
    this.#isCutShort = page.isCutShort === true;
    const members = distinct(page.members).filter(({ accountId }) => !gone.has(accountId));
    const touched = this.#runsSharing(stretch.start, members);
    for (const { accountId } of members) {
      const run = this.#runOf.get(accountId);
      // One person in two places is one who moved; the newer page knows where to.
      if (run && !touched.includes(run)) this.#takeOut(run, accountId);
    }
    const beforeGap = stretch.gap === undefined ? undefined : this.#runOf.get(stretch.gap);
    const touchesGap = beforeGap !== undefined && touched.includes(beforeGap);
    // A count that was asked for before a removal may or may not include the removed.
    if (page.total !== undefined && gone.size === 0) this.#total = page.total;
    if (page.isCutShort) {
      // It says nothing of who is there.
    } else if (members.length > 0 || stretch.start === 0) {
      this.#join(touched, {
        start: stretch.start,
        members,
        isFirst: stretch.start === 0,
        isLast: page.last,
      });
    } else {
      // An empty page says only that the list ends before it, unless a member was seen there.
      const end = Math.max(stretch.start, endOf(this.#runs.at(-1)));
      this.#total = Math.min(this.#total ?? end, end);
    }
    if (stretch.gap !== undefined) this.#noteTry(stretch.gap, touchesGap);
    this.#changed();
  }

  /** Takes out people who are no members any more; those after them move up. */
  remove(accountIds: readonly string[]): void {
    const gone = new Set(accountIds);
    this.#removed.push(...gone);
    if (this.#total !== undefined) this.#total = Math.max(0, this.#total - gone.size);
    let before = 0;
    for (const run of this.#runs) {
      const kept = run.members.filter(({ accountId }) => !gone.has(accountId));
      run.start = Math.max(0, run.start - before);
      before += run.members.length - kept.length;
      run.members = kept;
    }
    for (const accountId of gone) this.#runOf.delete(accountId);
    this.#runs = this.#runs.filter(isWorthKeeping);
    this.#changed();
  }

  /**
   * The first stretch of at most about `size` people to read so that the rows from `from` to before `to` are known; after these
   * a seam elsewhere, where no row shows that someone may be missing.
   */
  missing(from: number, to: number, size: number): Stretch | undefined {
    const gaps = this.#gaps().filter((gap) => {
      const { tooFarOn, tooFarBack } = this.#triesAt(gap);
      return tooFarOn + tooFarBack < TRIES_IN_SIGHT;
    });
    for (const gap of gaps) {
      if (gap.end < from || gap.start > to) continue;
      if (gap.start === gap.end) return this.#aroundSeam(gap, size);
      if (gap.end > from && gap.start < to) {
        const wanted = Math.max(gap.start, from);
        const start = Math.max(gap.start, wanted - (wanted % size));
        return this.#stretchOf(gap, start, Math.min(gap.end, start + size), start > gap.start ? 0 : OVERLAP);
      }
    }
    const seam = gaps.find((gap) => gap.before && gap.after && gap.start === gap.end);
    return seam && this.#aroundSeam(seam, size);
  }

  /**
   * Everything that is not known yet, in stretches of at most `size` people, or of as many as Confluence brings at once.
   * @param tries how often that did not show how all of it joins up: more people are read twice then
   */
  allMissing(size: number, tries = 0): Stretch[] {
    const atOnce = Math.min(size, this.#pageSize ?? size);
    const overlap = Math.min(OVERLAP + tries * MORE_OVERLAP, atOnce >> 1);
    return this.#gaps().flatMap((gap) => this.#stretchesOf(gap, atOnce, overlap));
  }

  #changed(): void {
    this.#version += 1;
    for (const listener of [...this.#listeners]) listener();
  }

  /** A page that was asked to be as large as can be, and is smaller though more come, shows how large one gets. */
  #noteSize({ limit }: Stretch, { members, last, isCutShort }: PageRead): void {
    if (limit < MAX_PAGE_SIZE || last || isCutShort) return;
    const size = Math.max(SMALLEST_PAGE, this.#pageSize ?? 0, members.length);
    this.#pageSize = size < MAX_PAGE_SIZE ? size : undefined;
  }

  /** Where members are missing: stretches of no known length included, which are seams. */
  #gaps(): Gap[] {
    const gaps: Gap[] = [];
    let before: Run | undefined;
    for (const run of this.#runs) {
      const start = endOf(before);
      if (!run.isFirst) gaps.push({ start, end: run.start, before, after: run });
      before = run;
    }
    if (before?.isLast !== true)
      gaps.push({ start: endOf(before), end: this.length, before, after: undefined });
    return gaps;
  }

  /** Reads of a gap that did not close it. */
  #triesAt(gap: Gap): Tries {
    return this.#tries.get(keyOf(gap)) ?? { tooFarOn: 0, tooFarBack: 0 };
  }

  /** Where the page missed the run before the gap it was too far on; where it brought no one after it, too far back. */
  #noteTry(gap: string, touchesGap: boolean): void {
    const run = this.#runOf.get(gap);
    if (run && run.members.at(-1)?.accountId !== gap) return; // A member follows now.
    const { tooFarOn, tooFarBack } = this.#tries.get(gap) ?? { tooFarOn: 0, tooFarBack: 0 };
    this.#tries.set(gap, {
      tooFarOn: tooFarOn + (touchesGap ? 0 : 1),
      tooFarBack: tooFarBack + (touchesGap ? 1 : 0),
    });
  }

  /** From `start` to before `end`, which lie in the gap, and the people beside it who show that they join up. */
  #stretchOf(gap: Gap, start: number, end: number, before: number): Stretch {
    const isFirst = start === gap.start;
    const isLast = end === gap.end;
    const from = isFirst && !gap.before ? start : Math.max(0, start - before);
    const further = isFirst && isLast ? this.#triesAt(gap).tooFarBack * FURTHER : 0;
    const to = end + (isLast && gap.after ? OVERLAP : 0) + further;
    return { start: from, limit: Math.min(MAX_PAGE_SIZE, to - from), ...(isFirst && { gap: keyOf(gap) }) };
  }

  /** The whole gap, and the people beside it. */
  #stretchesOf(gap: Gap, size: number, overlap: number): Stretch[] {
    if (gap.after && gap.start === gap.end) return [this.#aroundSeam(gap, size)];
    const { tooFarOn, tooFarBack } = this.#triesAt(gap);
    const from = Math.max(0, gap.start - (gap.before ? overlap + tooFarOn * FURTHER : 0));
    const to = gap.end + (gap.after ? overlap + tooFarBack * FURTHER : 0);
    const stretches: Stretch[] = [{ start: from, limit: Math.min(size, to - from), gap: keyOf(gap) }];
    for (let end = from + size; end < to; end += size - overlap) {
      stretches.push({ start: end - overlap, limit: Math.min(size, to - end + overlap) });
    }
    // Where the list ends is known once a page has the end: those who were not counted come with it.
    const last = stretches.at(-1);
    if (last && !gap.after) last.limit = size;
    return stretches;
  }

  /** Around where two runs touch, or beyond that where it was not found there. */
  #aroundSeam(gap: Gap, size: number): Stretch {
    const { tooFarOn, tooFarBack } = this.#triesAt(gap);
    const start = gap.start + Math.ceil(size / 2) * (tooFarBack - tooFarOn - 1);
    return { start: Math.max(0, start), limit: size, gap: keyOf(gap) };
  }

  /** Runs that a page belongs to, in order. */
  #runsSharing(start: number, members: readonly Person[]): Run[] {
    const sharing = new Map<Run, { count: number; shift: number }>();
    members.forEach(({ accountId }, index) => {
      const run = this.#runOf.get(accountId);
      if (!run) return;
      const known = sharing.get(run);
      if (known) known.count += 1;
      else sharing.set(run, { count: 1, shift: start + index - run.start - indexOf(run, accountId) });
    });
    return this.#runs.filter((run) => {
      const shared = sharing.get(run);
      const enough = Math.min(OVERLAP, run.members.length, members.length);
      return shared && provesOneOrder(shared, enough, this.#leftOut);
    });
  }

  /** Makes one run of a page and the runs it shares people with, those in between included. */
  #join(touched: readonly Run[], page: Run): void {
    const [first] = touched;
    const last = touched.at(-1);
    const joined =
      first && last ? this.#runs.slice(this.#runs.indexOf(first), this.#runs.indexOf(last) + 1) : [];
    // The largest run lives on, so that its people need not be assigned anew.
    const kept = joined.reduce((a, b) => (b.members.length > a.members.length ? b : a), joined[0] ?? page);
    const older = joined.length === 1 ? kept.members : joined.flatMap(({ members }) => members);
    const inOlder = new Set(joined);
    const shared = page.members.filter(({ accountId }) => {
      const run = this.#runOf.get(accountId);
      return run !== undefined && inOlder.has(run);
    });
    for (const run of [page, ...joined]) {
      if (run === kept && run !== page) continue;
      for (const { accountId } of run.members) this.#runOf.set(accountId, kept);
    }
    const lead = page.members[0];
    kept.members = weave(older, page.members, new Set(shared.map(({ accountId }) => accountId)));
    kept.start = Math.max(0, page.start - (lead ? kept.members.lastIndexOf(lead) : 0));
    const others = this.#runs.filter((run) => !joined.includes(run));
    if (page.isFirst) for (const run of others) run.isFirst = false;
    if (page.isLast) for (const run of others) run.isLast = false;
    kept.isFirst = page.isFirst || joined.some((run) => run.isFirst);
    kept.isLast = page.isLast || joined.some((run) => run.isLast);
    this.#runs = [...others.filter(isWorthKeeping), kept].sort(byPlace);
    this.#keepApart();
  }

  /** Runs that share no member cannot overlap: offsets that say so are old. */
  #keepApart(): void {
    let end = 0;
    for (const run of this.#runs) {
      run.start = run.isFirst ? 0 : Math.max(run.start, end);
      end = endOf(run);
    }
  }

  #takeOut(run: Run, accountId: string): void {
    run.members = run.members.filter((member) => member.accountId !== accountId);
    this.#runOf.delete(accountId);
    this.#runs = this.#runs.filter(isWorthKeeping);
  }

  #runIndexAt(index: number): number {
    let low = 0;
    let high = this.#runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#runs[middle]?.start ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

interface Gap {
  start: number;
  end: number;
  before: Run | undefined;
  after: Run | undefined;
}

/** How often a gap was looked for and not found, and on which side of it. */
interface Tries {
  tooFarOn: number;
  tooFarBack: number;
}

function keyOf({ before }: Gap): string {
  return before?.members.at(-1)?.accountId ?? '';
}

function distinct(members: readonly Person[]): Person[] {
  return [...new Map(members.map((member) => [member.accountId, member])).values()];
}
