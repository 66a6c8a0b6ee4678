import { avatarSrc } from '../../../static/admin-panel/src/directory/avatarSrc';

const SITE = 'https://example.atlassian.net';

it.each([
  ['/wiki/aa-avatar/5b10', 'https://example.atlassian.net/wiki/aa-avatar/5b10'],
  ['https://avatar.example.com/a.png', 'https://avatar.example.com/a.png'],
])('finds %s', (avatarUrl, src) => {
  expect(avatarSrc(avatarUrl, SITE)).toBe(src);
});

it.each([undefined, '', 'http://', 'https://[', 'https://a b.example.com/'])(
  'leaves %j to the default picture',
  (avatarUrl) => {
    expect(avatarSrc(avatarUrl, SITE)).toBeUndefined();
  },
);

it('leaves a path to it where the site is not known', () => {
  expect(avatarSrc('/wiki/aa-avatar/5b10', '')).toBeUndefined();
});
