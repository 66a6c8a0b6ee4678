import type { FilePart } from '../../../static/admin-panel/src/csv/saveFile';

/** What a file says, its byte order mark included. */
export function fileText(parts: readonly FilePart[]): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return parts.map((part) => (typeof part === 'string' ? part : decoder.decode(part))).join('');
}
