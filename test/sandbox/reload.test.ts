import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox';
import { fixtureProject, type FixtureProject } from './forge/fixtures/project';

let project: FixtureProject;
let sandbox: Sandbox | undefined;

beforeEach(() => {
  project = fixtureProject('<!doctype html><html><head><title>Fixture</title></head><body></body></html>');
  mkdirSync(join(project.root, 'dist', 'function'), { recursive: true });
  build('exports.handler = () => 1;');
});

afterEach(async () => {
  await sandbox?.close();
  project.remove();
});

function build(script: string): void {
  writeFileSync(join(project.root, 'dist', 'function', 'index.cjs'), script);
}

async function start(reloadsPages: boolean): Promise<Sandbox> {
  sandbox = await startSandbox({ root: project.root, scale: 1, reloadsPages });
  return sandbox;
}

/** What the open page hears: each time another version of what it shows. */
async function listen({ url }: Sandbox): Promise<() => Promise<string>> {
  const response = await fetch(`${url}/sandbox/reloads`);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const chunks = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return async () => {
    for (;;) {
      const [whole, version] = /data: (\S+)\n\n/.exec(text) ?? [];
      if (whole !== undefined && version !== undefined) {
        text = text.slice(text.indexOf(whole) + whole.length);
        return version;
      }
      text += (await chunks?.read())?.value ?? '';
    }
  };
}

it('goes on with what is built now, and tells the open page', async () => {
  const host = await start(true);
  const nextVersion = await listen(host);
  const first = await nextVersion();
  build('exports.handler = () => 2;');
  expect(await host.invoke('site-admin', 'any')).toEqual({ result: 1 });
  host.reload();
  expect(await nextVersion()).not.toBe(first);
  expect(await host.invoke('site-admin', 'any')).toEqual({ result: 2 });
});

it.each([
  ['cannot be read', 'exports.handler = ('],
  ['has no handler', ''],
])('goes on with the function from before where the new one %s', async (_, script) => {
  const host = await start(true);
  build(script);
  expect(() => host.reload()).toThrow();
  expect(await host.invoke('site-admin', 'any')).toEqual({ result: 1 });
});

it('has no page listen unless it is to', async () => {
  const hostPage = async ({ url }: Sandbox) => (await fetch(`${url}/?as=site-admin`)).text();
  expect(await hostPage(await start(true))).toContain('reload.js');
  await sandbox?.close();
  const plain = await start(false);
  expect(await hostPage(plain)).not.toContain('reload.js');
  expect((await fetch(`${plain.url}/sandbox/reloads`)).status).toBe(404);
});
