/** What `getStats` of `@forge/events` tells of a push. */
export interface JobStats {
  success: number;
  inProgress: number;
  failed: number;
}

/** How far the events of each push are. */
export class Jobs {
  readonly #jobs = new Map<string, JobStats>();

  add(jobId: string, events: number): void {
    this.#jobs.set(jobId, { success: 0, inProgress: events, failed: 0 });
  }

  get(jobId: string): JobStats | undefined {
    return this.#jobs.get(jobId);
  }

  /** One event of a job has come to its end. */
  settle(jobId: string, end: 'success' | 'failed'): void {
    const job = this.#jobs.get(jobId);
    // An event that came twice counts once.
    if (job === undefined || job.inProgress === 0) return;
    job.inProgress -= 1;
    job[end] += 1;
  }

  clear(): void {
    this.#jobs.clear();
  }
}
