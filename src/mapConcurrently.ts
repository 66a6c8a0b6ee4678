/**
 * Calls `fn` for each item, at most `limit` at a time; results in the order of the items. Once a call rejects no other
 * begins, and the whole rejects with the first reason.
 * @param limit ≥ 1
 */
export async function mapConcurrently<In, Out>(
  items: readonly In[],
  limit: number,
  fn: (item: In, index: number) => Promise<Out>,
): Promise<Out[]> {
  if (!(limit >= 1)) throw new RangeError(`The limit must be at least 1, not ${limit}.`);
  const results: Out[] = [];
  const entries = items.entries();
  let hasFailed = false;
  const work = async () => {
    for (const [index, item] of entries) {
      try {
        results[index] = await fn(item, index);
      } catch (reason) {
        hasFailed = true;
        throw reason;
      }
      if (hasFailed) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return results;
}
