import { seededRandom } from '../../../sandbox/confluence/prng';
import { toRanges } from '../../../src/membership/ranges';
import { ADA, BOB, DAY, DueWorld, HOUR } from '../due/support/dueWorld';
import { STORE_FAULTS } from '../due/support/memoryStore';

/** Whatever is set, edited, taken back and ended, in any order, with a storage that fails and a trigger that comes as it likes. */

const SEEDS = 80;
const STEPS = 25;
const PEOPLE = Array.from({ length: 10 }, (_, n) => `p${n}`);
const REASONS = ['actorUnavailable', 'permission', 'unavailable'] as const;

/** Who was added by the app, by which run, and until when as far as the admins know. */
interface Addition {
  runId: string;
  index: number;
  until: number | undefined;
}

class Story {
  readonly world = new DueWorld();
  /** Of those who are in the group. */
  readonly additions = new Map<string, Addition>();
  readonly added = new Map<string, number>();
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  readonly steps = [
    () => this.#add(),
    () => this.#add(),
    () => this.#edit(),
    () => this.#edit(),
    () => this.#undo(),
    () => this.#pass(),
    () => this.#pass(),
    () => this.#passAndEdit(),
    () => this.#turnAway(),
  ];

  async step(): Promise<void> {
    await this.#pick(this.steps)();
    await this.expectTruth();
  }

  /** The list has those who are in the group until a date, and nobody who has none was removed. */
  async expectTruth(): Promise<void> {
    const { world, additions } = this;
    const listed = (await world.due()).flatMap(({ runId, until, memberships }) =>
      memberships.map(({ accountId, index }): [string, Addition] => [
        accountId,
        { runId, index, until: Date.parse(until) },
      ]),
    );
    const dated = [...additions].filter(([, { until }]) => until !== undefined);
    // What a run that was registered is about to end is listed or not.
    const isPending = ([, { until }]: [string, Addition]) => (until ?? Infinity) <= world.now;
    const later = (all: [string, Addition][]) => all.filter((one) => !isPending(one)).sort();
    expect(later(listed)).toEqual(later(dated));
    expect(dated).toEqual(expect.arrayContaining(listed));
    expect(world.members).toEqual([...additions.keys()].sort());
  }

  /** Those whose date has come and who are still there. */
  get late(): string[] {
    return [...this.additions].flatMap(([accountId, { until = Infinity }]) =>
      until <= this.world.now ? [accountId] : [],
    );
  }

  async #add(): Promise<void> {
    const people = PEOPLE.filter((accountId) => !this.additions.has(accountId) && this.#random() < 0.4);
    if (people.length === 0) return;
    const until = this.#random() < 0.8 ? this.#date() : undefined;
    const runId = await this.world.addUntil(until, people, this.#pick([ADA, BOB]));
    for (const [index, accountId] of people.entries()) {
      this.additions.set(accountId, { runId, index, until });
      this.added.set(accountId, (this.added.get(accountId) ?? 0) + 1);
    }
  }

  async #edit(isCalm = false): Promise<void> {
    const [due] = (await this.world.due()).filter(() => this.#random() < 0.5);
    if (!due) return;
    const chosen = due.memberships.filter(() => this.#random() < 0.5);
    const moved = chosen.length === 0 ? due.memberships : chosen;
    const until = this.#random() < 0.7 ? this.#date() : null;
    const changes = toRanges(moved.map(({ index }) => index));
    const edit = () => this.world.edit({ dueId: due.dueId, changes, until }, this.#pick([ADA, BOB]));
    const answer = isCalm ? await edit() : await this.#withFault(() => edit().catch(() => undefined));
    if (answer?.ok === false) return;
    // Where no answer came, the list says whether it was made: wholly or not at all.
    const now = await this.world.due();
    const isListed = ({ accountId }: { accountId: string }) =>
      now.some(({ dueId, memberships }) =>
        memberships.some((one) => one.accountId === accountId && dueId === due.dueId),
      );
    const before = moved.filter(isListed);
    expect([0, moved.length]).toContain(before.length);
    if (before.length > 0) return;
    for (const { accountId } of moved) {
      const addition = this.additions.get(accountId);
      if (addition) this.additions.set(accountId, { ...addition, until: until ?? undefined });
    }
  }

  async #undo(): Promise<void> {
    const [first] = [...this.additions].filter(() => this.#random() < 0.5);
    if (!first) return;
    const { runId } = first[1];
    const some = [...this.additions].filter(([, one]) => one.runId === runId && this.#random() < 0.7);
    if (some.length === 0) return;
    await this.world.undo(runId, toRanges(some.map(([, { index }]) => index)));
    for (const [accountId] of some) this.additions.delete(accountId);
  }

  async #pass(): Promise<void> {
    this.world.now += Math.floor(this.#random() * 2 * DAY);
    await this.#withFault(async () => {
      await this.world.fire();
      if (this.#random() < 0.3) await this.world.fire();
    });
    await this.work();
  }

  /** An edit at the moment at which the trigger comes. */
  async #passAndEdit(): Promise<void> {
    this.world.now += Math.floor(this.#random() * DAY);
    const firing = this.world.fire();
    await this.#edit(true);
    await firing;
    await this.work();
  }

  /** Who was removed is one whose date had come. */
  async work(): Promise<void> {
    const late = new Set(this.late);
    await this.world.work();
    const members = new Set(this.world.members);
    for (const accountId of [...this.additions.keys()].filter((id) => !members.has(id))) {
      expect([...late]).toContain(accountId);
      this.additions.delete(accountId);
    }
  }

  #turnAway(): Promise<void> {
    const admin = this.#pick([ADA, BOB]);
    if (this.world.away.has(admin)) this.world.away.delete(admin);
    else this.world.away.set(admin, this.#pick(REASONS));
    return Promise.resolve();
  }

  async #withFault<T>(work: () => Promise<T>): Promise<T> {
    const { store } = this.world;
    const at = store.requests + Math.floor(this.#random() * 25);
    const fault = this.#pick(STORE_FAULTS);
    if (this.#random() < 0.6) store.faultOf = (request) => (request === at ? fault : undefined);
    const value = await work();
    store.faultOf = () => undefined;
    return value;
  }

  #date(): number {
    return this.world.now + HOUR + Math.floor(this.#random() * 5 * DAY);
  }

  #pick<T>(all: readonly T[]): T {
    const one = all[Math.floor(this.#random() * all.length)];
    if (one === undefined) throw new Error('There is nothing to pick from.');
    return one;
  }
}

it.each(Array.from({ length: SEEDS / 10 }, (_, n) => n))(
  'is true to what the admins set: from seed %d0 on',
  async (ten) => {
    for (let seed = ten * 10; seed < ten * 10 + 10; seed += 1) {
      const story = new Story(seed);
      const { world } = story;
      for (let step = 0; step < STEPS; step += 1) await story.step();
      world.away.clear();
      for (let hour = 0; hour < 3; hour += 1) {
        world.now += HOUR;
        expect(await world.fire()).toBe('done');
        await story.work();
      }
      await story.expectTruth();
      // Whoever is there too long is offered to the page, with the reason or as an unfinished run.
      const offered = (await world.due()).flatMap(({ notMade, memberships }) => (notMade ? memberships : []));
      const late = story.late.filter((accountId) => !offered.some((one) => one.accountId === accountId));
      if (world.store.keys('open:').length === 0) expect(late).toEqual([]);
      // Nobody is removed twice for one addition.
      for (const [accountId, times] of story.added) {
        expect(world.removals.filter((one) => one === accountId).length).toBeLessThanOrEqual(times);
      }
    }
  },
);
