import { storageFile } from '../../../../sandbox/forge/kvs/location';

it.each<[NodeJS.Platform, Record<string, string>, string]>([
  ['linux', {}, '/home/me/.cache/group-members/storage.json'],
  ['linux', { XDG_CACHE_HOME: '/var/cache/me' }, '/var/cache/me/group-members/storage.json'],
  ['linux', { XDG_CACHE_HOME: 'relative' }, '/home/me/.cache/group-members/storage.json'],
  ['linux', { XDG_CACHE_HOME: '' }, '/home/me/.cache/group-members/storage.json'],
  ['darwin', {}, '/home/me/Library/Caches/group-members/storage.json'],
])('on %s with %j is %s', (platform, env, expected) => {
  expect(storageFile(platform, env, '/home/me')).toBe(expected);
});

it('on Windows is in the local application data', () => {
  const env = { LOCALAPPDATA: 'D:\\Data' };
  expect(storageFile('win32', env, 'C:\\Users\\me')).toBe('D:\\Data\\group-members\\storage.json');
  expect(storageFile('win32', {}, 'C:\\Users\\me')).toBe(
    'C:\\Users\\me\\AppData\\Local\\group-members\\storage.json',
  );
});
