import { posix, win32 } from 'node:path';

/** Where `npm start` keeps what is stored: in a folder of this app's own under the user's cache folder. */
export function storageFile(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  const path = platform === 'win32' ? win32 : posix;
  // The XDG specification says to ignore a relative path; an empty one is none.
  const named = platform === 'win32' ? env.LOCALAPPDATA : env.XDG_CACHE_HOME;
  const cache = named !== undefined && path.isAbsolute(named) ? named : path.join(home, usualCache(platform));
  return path.join(cache, 'group-members', 'storage.json');
}

function usualCache(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'AppData/Local';
  return platform === 'darwin' ? 'Library/Caches' : '.cache';
}
