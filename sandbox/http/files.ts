/** Files of one folder, and of nothing outside it. */
import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { Problem } from './problem';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

export interface ServedFile {
  content: Buffer;
  type: string;
}

/** The file at the URL path `path` (no leading slash) below `folder`; 404 when there is none. */
export async function readServedFile(folder: string, path: string): Promise<ServedFile> {
  const missing = new Problem(404, `There is no file ${path}.`);
  const file = resolve(folder, decode(path));
  if (!file.startsWith(resolve(folder) + sep) || file.includes('\0')) throw missing;
  try {
    return {
      content: await readFile(file),
      type: TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
    };
  } catch (error) {
    if (isMissing(error)) throw missing;
    throw error;
  }
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new Problem(400, 'The address is not well formed.');
  }
}

/** `readFile` of something absent, of a folder, or of a path through a file. */
function isMissing(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
}
