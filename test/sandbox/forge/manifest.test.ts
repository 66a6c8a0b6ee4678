import { tmpdir } from 'node:os';
import { parseManifest, readManifest } from '../../../sandbox/forge/manifest';
import { manifestText } from './fixtures/manifest';

it('reads what a host needs', () => {
  expect(parseManifest(manifestText())).toEqual({
    appId: '00000000-0000-4000-8000-000000000000',
    appName: 'Group members',
    module: { key: 'group-members', title: 'Group members' },
    resourcePath: 'static/admin-panel/dist',
    handler: { file: 'index', export: 'handler' },
    scopes: ['read:confluence-groups', 'read:confluence-user', 'write:confluence-groups'],
    content: { scripts: [], styles: [] },
  });
});

it('reads content permissions', () => {
  const text = manifestText(['permissions:', "permissions:\n  content:\n    styles: ['unsafe-inline']"]);
  expect(parseManifest(text).content).toEqual({ scripts: [], styles: ['unsafe-inline'] });
});

it.each<[string, [string | RegExp, string], RegExp]>([
  ['no YAML', [/^/, '"'], /not valid YAML/],
  ['no settings page', ['confluence:globalSettings', 'confluence:globalPage'], /confluence:globalSettings/],
  ['no title', ['      title: Group members\n', ''], /title/],
  ['an unknown resource', ['resource: admin-panel', 'resource: other'], /no resource has the key "other"/],
  ['an unknown function', ['function: resolver', 'function: other'], /no function has the key "other"/],
  ['a handler without an export', ['index.handler', 'index'], /handler/],
  ['no scopes', [/ {2}scopes:[^]*(?=app:)/, '  content: {}\n'], /permissions\.scopes/],
  ['nothing at all', [/[^]*/, ''], /manifest\.yml/],
])('says what is wrong with %s', (_, replace, message) => {
  expect(() => parseManifest(manifestText(replace))).toThrow(message);
});

it('says where the manifest should be', () => {
  expect(() => readManifest(tmpdir())).toThrow(/There is no manifest at .*manifest\.yml/);
});
