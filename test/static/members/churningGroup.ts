import type { Answer, MemberPage, Person } from '../../../src/contract';
import { MemberList } from '../../../static/admin-panel/src/members/memberList';
import type { ReadingTools } from '../../../static/admin-panel/src/members/loading/reading';

/** Somebody who joins or leaves just before a page is read; `place` says where, as a share 0..1 of the list. */
export interface Change {
  what: 'join' | 'leave' | 'comeBack';
  place: number;
}

export function person(name: string): Person {
  return { accountId: name, displayName: name, accountType: 'person', deactivated: false, guest: false };
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
    /** Places are shuffled by none: Confluence's order is kept. */
    readonly maxPage = 200,
  ) {
    this.ids = Array.from({ length: size }, (_, index) => `m${index}`);
    this.throughout = new Set(this.ids);
  }

  read({
    start,
    limit,
    withTotal,
  }: {
    start: number;
    limit: number;
    withTotal: boolean;
  }): Answer<MemberPage> {
    for (const change of this.changes[this.reads] ?? []) this.#apply(change);
    this.reads += 1;
    const members = this.ids.slice(start, start + limit);
    const end = start + members.length;
    return {
      ok: true,
      members: members.map(person),
      ...(withTotal && { total: this.ids.length }),
      ...(members.length > 0 && end < this.ids.length && { nextStart: end }),
    };
  }

  /** What the resolver does, one page after the other, so that changes come between any two of them. */
  readonly readPages: ReadingTools['readPages'] = (pages) =>
    Promise.resolve({ ok: true, pages: pages.map((page) => this.read(page)) });

  /** The first view. */
  open(limit: number): MemberList {
    const list = new MemberList();
    const stretch = { start: 0, limit };
    const mark = list.mark();
    const answer = this.read({ ...stretch, withTotal: true });
    if (answer.ok) list.place(stretch, { ...answer, last: answer.nextStart === undefined }, mark);
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
