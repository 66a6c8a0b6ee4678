import type { MemberPage, Person } from '../../../src/contract';
import type { ReadingTools } from '../../../static/admin-panel/src/members/loading/reading';
import { MemberList, type Stretch } from '../../../static/admin-panel/src/members/memberList';

/** Somebody who joins or leaves just before a page is read; `place` says where, as a share 0..1 of the list. */
export interface Change {
  what: 'join' | 'leave' | 'comeBack';
  place: number;
}

/** How Confluence answers, where it is not as one would think. */
interface Habits {
  /** Members that it brings at once, however many are asked for. */
  maxPage?: number;
  /** Account ids of those whom it counts and leaves out of its pages, whose offsets they take up all the same. */
  unlisted?: ReadonlySet<string>;
  /** What it says the group's size is; nothing where it does not count. */
  counted?: (members: number) => number | undefined;
}

const NOBODY: ReadonlySet<string> = new Set();

export function person(name: string): Person {
  return { accountId: name, displayName: name, accountType: 'person', lacksAccess: false, guest: false };
}

export const idsOf = (members: readonly Person[]) => members.map(({ accountId }) => accountId);

/** Puts a page into the list as whoever asked for it at that moment. */
export function place(list: MemberList, stretch: Stretch, page: MemberPage, mark = list.mark()): void {
  list.place(stretch, { ...page, last: page.nextStart === undefined }, mark);
}

/** A group as Confluence keeps it, whose members come and go between any two pages. */
export class ChurningGroup {
  readonly ids: string[];
  /** Members from the beginning who never left. */
  readonly throughout: Set<string>;
  readonly #left: string[] = [];
  reads = 0;

  constructor(
    size: number,
    readonly changes: (readonly Change[])[],
    readonly habits: Habits = {},
  ) {
    this.ids = Array.from({ length: size }, (_, index) => `m${index}`);
    this.throughout = new Set(this.ids);
  }

  /** Those whom Confluence lists. */
  get listed(): string[] {
    const { unlisted = NOBODY } = this.habits;
    return this.ids.filter((id) => !unlisted.has(id));
  }

  read({ start, limit, withTotal }: { start: number; limit: number; withTotal: boolean }): MemberPage {
    for (const change of this.changes[this.reads] ?? []) this.#apply(change);
    this.reads += 1;
    const { maxPage = 200, unlisted = NOBODY, counted = (members: number) => members } = this.habits;
    const ids = this.ids.slice(start, start + Math.min(limit, maxPage));
    const end = start + ids.length;
    const total = counted(this.ids.length);
    const members = ids.filter((id) => !unlisted.has(id)).map(person);
    const hasNext = ids.length > 0 && end < this.ids.length;
    return {
      members,
      ...(withTotal && total !== undefined && { total }),
      ...(hasNext && { nextStart: end }),
      ...(hasNext && members.length === 0 && { isCutShort: true }),
    };
  }

  readonly readPage: ReadingTools['readPage'] = (page) =>
    Promise.resolve({ ok: true, value: this.read(page) });

  /** The first view. */
  open(limit: number): MemberList {
    const list = new MemberList();
    const stretch = { start: 0, limit };
    place(list, stretch, this.read({ ...stretch, withTotal: true }));
    return list;
  }

  #apply({ what, place }: Change): void {
    const index = Math.floor(place * this.ids.length);
    switch (what) {
      case 'join':
        this.ids.splice(index, 0, `new${this.reads}-${place}-${this.ids.length}`);
        return;
      case 'leave': {
        const [gone] = this.ids.splice(Math.min(index, this.ids.length - 1), 1);
        if (gone !== undefined) {
          this.#left.push(gone);
          this.throughout.delete(gone);
        }
        return;
      }
      case 'comeBack': {
        const [back] = this.#left.splice(0, 1);
        if (back !== undefined) this.ids.push(back);
      }
    }
  }
}
