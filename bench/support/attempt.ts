/** What a contestant came to. One that fails does not cost the others their figures. */
export type Outcome<T> = { ok: true; figures: T } | { ok: false; why: string };

export async function attempt<T>(run: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, figures: await run() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, why: message.split('\n', 1)[0] ?? '' };
  }
}
