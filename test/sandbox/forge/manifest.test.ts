import { tmpdir } from 'node:os';
import { parseManifest, readManifest } from '../../../sandbox/forge/manifest';
import { backgroundManifestText, manifestText } from './fixtures/manifest';

it('reads what a host needs', () => {
  expect(parseManifest(manifestText())).toEqual({
    appId: '00000000-0000-4000-8000-000000000000',
    appName: 'Group members',
    module: { key: 'group-members', title: 'Group members' },
    resourcePath: 'static/admin-panel/dist',
    resolver: { key: 'resolver', file: 'index', export: 'handler' },
    consumers: [],
    triggers: [],
    scopes: ['read:confluence-groups', 'read:confluence-user', 'write:confluence-groups'],
    impersonationScopes: [],
  });
});

it('reads the functions without a user, and with which scopes they may act for one', () => {
  const due = { key: 'due-worker', file: 'worker', export: 'due', timeoutSeconds: undefined };
  const worker = { key: 'worker', file: 'worker', export: 'handler', timeoutSeconds: 900 };
  expect(parseManifest(backgroundManifestText())).toMatchObject({
    consumers: [{ key: 'runs-consumer', queue: 'runs', function: worker }],
    triggers: [{ key: 'due', interval: 'hour', function: due }],
    scopes: ['read:confluence-user', 'write:confluence-groups', 'read:confluence-groups', 'storage:app'],
    impersonationScopes: ['read:confluence-user', 'write:confluence-groups'],
  });
});

it.each<[string, string, string, RegExp]>([
  [
    'a consumer without a function',
    'function: worker\n',
    'function: other\n',
    /no function has the key "other"/,
  ],
  ['a trigger with another interval', 'interval: hour', 'interval: minute', /interval/],
  ['a limit over 15 minutes', 'timeoutSeconds: 900', 'timeoutSeconds: 901', /timeoutSeconds/],
])('says what is wrong with %s', (_, before, after, message) => {
  expect(() => parseManifest(backgroundManifestText().replace(before, after))).toThrow(message);
});

it.each<[string, [string | RegExp, string], RegExp]>([
  ['no YAML', [/^/, '"'], /not valid YAML/],
  ['no settings page', ['confluence:globalSettings', 'confluence:globalPage'], /confluence:globalSettings/],
  ['no title', ['      title: Group members\n', ''], /title/],
  ['an unknown resource', ['resource: admin-panel', 'resource: other'], /no resource has the key "other"/],
  ['an unknown function', ['function: resolver', 'function: other'], /no function has the key "other"/],
  ['a handler without an export', ['index.handler', 'index'], /handler/],
  ['no scopes', [/ {2}scopes:[^]*(?=app:)/, '  content: {}\n'], /permissions\.scopes/],
  [
    'an exception from the CSP',
    ['permissions:', "permissions:\n  content:\n    styles: ['unsafe-inline']"],
    /permissions\.content.* Content-Security-Policy/,
  ],
  ['nothing at all', [/[^]*/, ''], /manifest\.yml/],
])('says what is wrong with %s', (_, replace, message) => {
  expect(() => parseManifest(manifestText(replace))).toThrow(message);
});

it('says where the manifest should be', () => {
  expect(() => readManifest(tmpdir())).toThrow(/There is no manifest at .*manifest\.yml/);
});
