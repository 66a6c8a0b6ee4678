import type { Change } from '../../../src/contract/changes';
import { OPEN_PREFIX, RUN_PREFIX, runIdIn, runKey } from '../../../src/history/keys';
import { openRunIn } from '../../../src/history/records';
import { endedElsewhere, hasEnded } from '../../../src/run/runSnapshot';
import { ADMIN } from './admins';
import type { Returning } from './backgroundSchedule';
import { Page, type PageOptions } from './page';
import type { Site } from './site';
import type { Storage } from './storage';

export interface PagesOptions extends PageOptions {
  site: Site;
  storage: Storage;
  changes: readonly Change[];
  /** The network of the first page is gone from some call on. */
  isOffline: boolean;
  /** ms after which whoever opens a page has signed in again. */
  signInMs: number;
}

/** What it takes to open the page again. */
const REOPEN_MS = 1_500;
/** Longer than anything that is on its way when a page is killed. */
export const SETTLING_MS = 60_000;

/** The pages of a run, one open at a time: killed, closed and opened again. */
export class Pages {
  /** The page that is open, or was last. */
  page: Page;
  /** When the admin pressed Stop on it, by the timeline. */
  stoppedAt: number | undefined;
  isOffline: boolean;
  /** The next is not there yet. */
  opening: Promise<void> | undefined;
  #isClosed = false;
  readonly #options: PagesOptions;

  constructor(options: PagesOptions) {
    this.#options = options;
    this.isOffline = options.isOffline;
    this.page = Page.begin(options.changes, options);
  }

  /** Whether the last one shows a run that ended there, so that it can ask again. */
  get canRetry(): boolean {
    const { state } = this.page.run.getSnapshot();
    return !this.#isClosed && !this.opening && hasEnded(state) && !endedElsewhere(state);
  }

  get isClosed(): boolean {
    return this.#isClosed && !this.opening;
  }

  /** Whether no page drives the run: closed, or the run is driven or was ended elsewhere, or the network gone. */
  get isGone(): boolean {
    if (this.opening) return false;
    const { state, notClosed } = this.page.run.getSnapshot();
    return this.#isClosed || endedElsewhere(state) || (hasEnded(state) && notClosed !== undefined);
  }

  press(control: 'pause' | 'resume' | 'stop'): void {
    if (this.opening || this.#isClosed || hasEnded(this.page.run.getSnapshot().state)) return;
    if (control === 'stop') this.stoppedAt ??= this.#options.timeline.now();
    this.page.run.control(control === 'resume' ? 'run' : control);
  }

  /** The admin opens it again. Somebody without a network would not get it. */
  kill(): void {
    if (this.isOffline || this.opening || this.#isClosed) return;
    this.page.kill();
    this.open('takesUp', ADMIN);
  }

  close(): void {
    if (this.opening) return;
    this.page.kill();
    this.#isClosed = true;
    this.stoppedAt = undefined;
  }

  /**
   * Takes up what the history has, ended or not; a run it never got to know is begun again.
   * @param places of the changes to ask for; all that are left where none are given
   */
  open(does: Exclude<Returning, 'follows'>, accountId: string, places?: readonly number[]): void {
    this.opening ??= this.#open(does, accountId, places).then(() => {
      this.#isClosed = false;
      this.opening = undefined;
    });
  }

  /** The id of the run, as a page finds it that is opened now. */
  async find(): Promise<string | undefined> {
    return (await this.#unfinished()) ?? this.page.run.runId;
  }

  async #open(
    does: Exclude<Returning, 'follows'>,
    accountId: string,
    places: readonly number[] | undefined,
  ): Promise<void> {
    const { timeline, site, storage, forge, changes, signInMs } = this.#options;
    await timeline.sleep(REOPEN_MS);
    // Whoever opens the page again signs in again and may administer, at the latest after all that happens.
    const signIn = () => {
      site.admins.isSignedIn = true;
      site.admins.demoted.clear();
      site.admins.deactivated.clear();
      if (this.opening) timeline.plan(SETTLING_MS, signIn);
    };
    timeline.plan(signInMs, signIn);
    // What was on its way when the page was killed may yet come to be known; another run would be about the same people.
    if ((await this.#unfinished()) === undefined) await timeline.sleep(SETTLING_MS);
    const runId = (await this.find()) ?? (await this.#ended());
    forge.page += 1;
    this.stoppedAt = undefined;
    const options = { ...this.#options, accountId };
    if (runId === undefined) {
      this.page = Page.begin(changes, options);
      return;
    }
    if (does === 'pausesAndTakesUp')
      await forge
        .callsOf(accountId)
        .controlRun({ runId, wish: 'pause' })
        .catch(() => undefined);
    this.page = await Page.takeUp(runId, storage, options, places);
  }

  /** A place may be there for a run that was never written. */
  async #unfinished(): Promise<string | undefined> {
    const runIds = await this.#list(OPEN_PREFIX, ({ value }) => openRunIn(value).runId);
    const headers = await this.#patiently(() => this.#options.storage.getMany(runIds.map(runKey)));
    return runIds.find((runId) => headers.has(runKey(runId)));
  }

  /** A run that was ended without its page. */
  async #ended(): Promise<string | undefined> {
    const [runId] = await this.#list(RUN_PREFIX, ({ key }) => runIdIn(key, RUN_PREFIX));
    return runId;
  }

  async #list<T>(prefix: string, read: (entry: { key: string; value: unknown }) => T): Promise<T[]> {
    const { entries } = await this.#patiently(() => this.#options.storage.list(prefix, { limit: 10 }));
    return entries.map(read);
  }

  /** The page says that the storage does not answer, and the admin tries again. */
  async #patiently<T>(read: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await read();
      } catch {
        await this.#options.timeline.sleep(REOPEN_MS);
      }
    }
  }
}
