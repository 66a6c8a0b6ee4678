/** What crosses to the page of something thrown, which need not be an `Error`, nor one of this realm. */
export function describeError(error: unknown): { name: string; message: string } {
  if (typeof error === 'object' && error !== null && 'message' in error) {
    const name = 'name' in error && typeof error.name === 'string' ? error.name : 'Error';
    return { name, message: String(error.message) };
  }
  return { name: 'Error', message: String(error) };
}
