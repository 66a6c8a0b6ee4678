/** Splits a path with query at the first `?`; `query` is without it. */
export function splitPath(pathAndQuery: string): { pathname: string; query: string } {
  const mark = pathAndQuery.indexOf('?');
  if (mark === -1) return { pathname: pathAndQuery, query: '' };
  return { pathname: pathAndQuery.slice(0, mark), query: pathAndQuery.slice(mark + 1) };
}
