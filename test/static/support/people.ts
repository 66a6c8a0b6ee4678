/** A user as Confluence describes one; `person` of `members/churningGroup.ts` is what the page makes of it. */
export function confluencePerson(accountId: string) {
  return { type: 'known', accountId, accountType: 'atlassian', displayName: accountId };
}

/** A page of people as Confluence answers it. */
export function pageOfPeople(results: readonly object[], more: { next?: string; totalSize?: number } = {}) {
  const { next, totalSize } = more;
  return {
    results,
    ...(totalSize !== undefined && { totalSize }),
    _links: { base: 'https://site.example/wiki', ...(next !== undefined && { next }) },
  };
}
