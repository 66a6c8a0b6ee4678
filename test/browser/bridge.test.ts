/** Both halves of the bridge, under the real `@forge/bridge`, in a real browser. */
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Browser, Frame, Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../sandbox';
import { groupIds } from '../../sandbox/confluence';
import { handler } from '../sandbox/forge/fixtures/handler';
import { fixtureProject, type FixtureProject } from '../sandbox/forge/fixtures/project';
import { settle } from '../support/virtualClock';
import { connectBrowser } from './support/browser';
import type {} from '../sandbox/forge/fixtures/page';

const HTML = `<!doctype html><html lang="en"><head><title>Fixture</title></head>
<body><script src="page.js"></script></body></html>`;

let project: FixtureProject;
let sandbox: Sandbox;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  project = fixtureProject(HTML);
  buildSync({
    entryPoints: [join(import.meta.dirname, '..', 'sandbox', 'forge', 'fixtures', 'page.ts')],
    outfile: join(project.page, 'page.js'),
    bundle: true,
    format: 'iife',
  });
  sandbox = await startSandbox({ handler, root: project.root, scale: 300 });
  browser = await connectBrowser();
}, 60_000);

afterAll(async () => {
  await browser.close();
  await sandbox.close();
  project.remove();
});

beforeEach(() => {
  sandbox.reset();
});

afterEach(async () => {
  await page.context().close();
});

/** Opens the settings page and waits for the app in it. */
async function open(path: string): Promise<Frame> {
  const context = await browser.newContext({ colorScheme: 'light' });
  page = await context.newPage();
  await page.goto(sandbox.url + path);
  return app();
}

async function app(): Promise<Frame> {
  await page.frameLocator('#app').getByRole('heading', { name: 'Fixture' }).waitFor({ state: 'attached' });
  const frame = page.frames()[1];
  if (!frame) throw new Error('The settings page has no frame.');
  return frame;
}

/** The message of what a bridge call rejects with. */
const rejection = (frame: Frame, call: () => Promise<unknown>): Promise<string> =>
  frame.evaluate(`(${call.toString()})().then(() => 'resolved', (error) => error.message)`);

it('tells the app where it is', async () => {
  const frame = await open('/?as=member&theme=dark');
  const context = await frame.evaluate(() => window.forge.view.getContext());
  expect(context).toMatchObject({
    accountId: sandbox.confluence.personas.member.accountId,
    siteUrl: sandbox.url,
    moduleKey: 'group-members',
    environmentType: 'DEVELOPMENT',
    locale: 'en-US',
    theme: { colorMode: 'dark', light: 'light', dark: 'dark' },
    extension: { type: 'confluence:globalSettings' },
  });
});

it('invokes the function, and rejects with what it throws', async () => {
  const frame = await open('/?as=member');
  const answer = await frame.evaluate(() => window.forge.invoke('echo', { list: [1] }));
  expect(answer).toMatchObject({ payload: { list: [1] } });
  expect(await rejection(frame, () => window.forge.invoke('fail'))).toBe('The fixture fails on purpose.');
});

it('asks Confluence past the function, and rejects where there is no answer', async () => {
  const frame = await open('/?as=member');
  const answer = await frame.evaluate(async () => {
    const response = await window.forge.requestConfluence('/wiki/rest/api/user/current');
    const { displayName } = (await response.json()) as { displayName: string };
    return [response.status, displayName, response.headers.get('content-type')];
  });
  expect(answer).toEqual([200, 'Jonas Berg', 'application/json']);
  expect(sandbox.confluence.requestLog.entries()).toMatchObject([{ via: 'bridge', points: 0 }]);

  sandbox.confluence.faults.set([{ drop: 'before' }]);
  expect(await rejection(frame, () => window.forge.requestConfluence('/wiki/rest/api/group'))).toBe(
    'The connection was closed before an answer arrived.',
  );
  expect(await rejection(frame, () => window.forge.requestJira('/rest/api/3/myself'))).toBe(
    'The sandbox has Confluence only, not the product "jira".',
  );
});

it('changes what Confluence lets the person change, past the function', async () => {
  const frame = await open('/?as=site-admin');
  const path = `/wiki/rest/api/group/userByGroupId?groupId=${groupIds.emptyGroup}`;
  const { accountId } = sandbox.confluence.personas.member;
  const statuses = await frame.evaluate(
    async ([url = '', id = '']) => {
      const headers = { 'Content-Type': 'application/json' };
      const body = JSON.stringify({ accountId: id });
      const added = await window.forge.requestConfluence(url, { method: 'POST', headers, body });
      const removed = await window.forge.requestConfluence(`${url}&accountId=${id}`, { method: 'DELETE' });
      return [added.status, removed.status, await removed.text()];
    },
    [path, accountId],
  );
  expect(statuses).toEqual([201, 204, '']);
});

it('has more requests to Confluence in flight than a browser has connections', async () => {
  const frame = await open('/?as=member');
  sandbox.confluence.faults.set([{ delayMs: 60_000 }]);
  const answers = frame.evaluate(() =>
    Promise.all(
      Array.from({ length: 40 }, () =>
        window.forge.requestConfluence('/wiki/rest/api/user/current').catch(String),
      ),
    ),
  );
  while (sandbox.confluence.requestLog.entries().length < 40) await settle();
  sandbox.reset();
  expect(new Set(await answers)).toEqual(
    new Set(['Error: The connection was closed before an answer arrived.']),
  );
});

it('says so when the connection for answers is lost, and opens another for what is asked next', async () => {
  await open('/?as=member');
  await page.route('**/sandbox/product/answers', (route) => route.abort());
  await page.reload();
  const frame = await app();
  const ask = () => window.forge.requestConfluence('/wiki/rest/api/user/current');
  expect(await rejection(frame, ask)).toBe('The connection to the sandbox was lost.');
  await page.unroute('**/sandbox/product/answers');
  expect(await rejection(frame, ask)).toBe('resolved');
});

it('says which bridge call it does not have', async () => {
  const frame = await open('/?as=member');
  expect(await rejection(frame, () => window.forge.rovo.isEnabled())).toMatch(
    /does not support the bridge call/,
  );
});

it('asks for consent once for all that waits, and goes on without reloading the app', async () => {
  const frame = await open('/?as=new-admin');
  const answers = frame.evaluate(() =>
    Promise.all([window.forge.invoke('whoAmI'), window.forge.invoke('whoAmI')]),
  );
  const heading = page.getByRole('heading', {
    name: 'Group members needs access to your Confluence account',
  });
  await heading.waitFor();
  expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await page.locator('#app').isVisible()).toBe(false);
  expect(await page.locator('#consent-scopes li').allTextContents()).toContain(
    'Add people to groups and remove them',
  );
  await page.getByRole('button', { name: 'Allow access' }).click();
  expect(await answers).toMatchObject([{ status: 200 }, { status: 200 }]);
  expect(await page.locator('#app').isVisible()).toBe(true);
  expect(await heading.isVisible()).toBe(false);
});

it('asks for consent for requests to Confluence as well, and then makes them', async () => {
  const frame = await open('/?as=new-admin');
  const answers = frame.evaluate(async () => {
    const [invoked, asked] = await Promise.all([
      window.forge.invoke('whoAmI'),
      window.forge.requestConfluence('/wiki/rest/api/user/current'),
    ]);
    return [invoked, asked.status];
  });
  await page.getByRole('button', { name: 'Allow access' }).click();
  expect(await answers).toMatchObject([{ status: 200 }, 200]);
  const vias = sandbox.confluence.requestLog.entries().map(({ via }) => via);
  expect(vias.sort()).toEqual(['bridge', 'function']);
});

it('keeps the app in the page’s theme', async () => {
  const frame = await open('/?as=member');
  const html = (name: string) => page.frameLocator('#app').locator('html').getAttribute(name);
  expect(await html('data-color-mode')).toBeNull();
  await frame.evaluate(() => window.forge.view.theme.enable());
  expect(await html('data-color-mode')).toBe('light');
  expect(await html('data-theme')).toBe(
    'light:light dark:dark spacing:spacing typography:typography shape:shape',
  );

  await page.getByLabel('Theme').selectOption('Dark');
  await frame.waitForFunction(() => document.documentElement.getAttribute('data-color-mode') === 'dark');
  expect(page.url()).toContain('theme=dark');

  await page.getByLabel('Theme').selectOption('System');
  await frame.waitForFunction(() => document.documentElement.getAttribute('data-color-mode') === 'light');
  expect(page.url()).not.toContain('theme');
  await page.emulateMedia({ colorScheme: 'dark' });
  await frame.waitForFunction(() => document.documentElement.getAttribute('data-color-mode') === 'dark');
});

it('changes who is signed in', async () => {
  await open('/?as=member&group=g');
  await page.getByLabel('Signed in as').selectOption('confluence-admin');
  await page.waitForURL(/as=confluence-admin/);
  expect(page.url()).toContain('group=g');
});

it('puts the app’s path into the address, and Back and a reload find it again', async () => {
  const frame = await open('/?as=member&group=one');
  await frame.evaluate(async () => {
    const history = await window.forge.view.createHistory();
    const heard: string[] = [];
    history.listen(({ pathname, search }, action) => heard.push(`${action} ${pathname}${search}`));
    Object.assign(window, { history2: history, heard });
  });
  const on = (code: string): Promise<unknown> => frame.evaluate(code);
  expect(await on('history2.location.pathname')).toBe('/groups/one');
  expect(await on("history2.createHref({ pathname: '/a', search: '?b' })")).toBe('/a?b');

  await on("history2.push('/groups/two%20words', { n: 1 })");
  await page.waitForURL(/group=two\+words/);
  await on("history2.push('/groups/two?tab=history')");
  await page.waitForURL(/path=%2Fgroups%2Ftwo%3Ftab%3Dhistory/);
  await on("history2.replace('/')");
  await page.waitForURL((url) => !url.searchParams.has('path') && !url.searchParams.has('group'));

  await page.goBack();
  await page.waitForURL(/group=two\+words/);
  await frame.waitForFunction("history2.location.pathname === '/groups/two%20words'");
  expect(await on('history2.location.state.n')).toBe(1);
  await on('history2.goBack()');
  await page.waitForURL(/group=one/);
  await frame.waitForFunction('heard.length === 5');
  expect(await on('heard')).toEqual([
    'PUSH /groups/two%20words',
    'PUSH /groups/two?tab=history',
    'REPLACE /',
    'POP /groups/two%20words',
    'POP /groups/one',
  ]);

  await page.goForward();
  await page.waitForURL(/group=two\+words/);
  await page.reload();
  const again = await app();
  const pathname = await again.evaluate(
    async () => (await window.forge.view.createHistory()).location.pathname,
  );
  expect(pathname).toBe('/groups/two%20words');
});

it('shows flags, whose actions come back to the app', async () => {
  const frame = await open('/?as=member');
  await frame.evaluate(() => {
    const onClick = (): void => document.body.setAttribute('data-chosen', 'undo');
    window.forge.showFlag({
      id: 1,
      title: 'Removed',
      description: 'One person',
      actions: [{ text: 'Undo', onClick }],
    });
  });
  const flags = page.getByRole('region', { name: 'Notifications' });
  await flags.getByText('One person').waitFor();
  await flags.getByRole('button', { name: 'Undo' }).click();
  await frame.waitForFunction(() => document.body.getAttribute('data-chosen') === 'undo');
  await flags.getByRole('button', { name: 'Dismiss' }).click();
  expect(await flags.getByText('Removed').count()).toBe(0);
});

it('passes events inside the app, sets the title, and is ready', async () => {
  const frame = await open('/?as=member');
  const heard = await frame.evaluate(async () => {
    const payloads: unknown[] = [];
    const { unsubscribe } = await window.forge.events.on('changed', (payload: unknown) =>
      payloads.push(payload),
    );
    await window.forge.events.emit('changed', { n: 1 });
    unsubscribe();
    await window.forge.events.emit('changed', { n: 2 });
    await window.forge.view.changeWindowTitle('Another title');
    await window.forge.view.emitReadyEvent();
    return payloads;
  });
  expect(heard).toEqual([{ n: 1 }]);
  expect(await page.title()).toBe('Another title');
});

it('opens web pages only', async () => {
  const frame = await open('/?as=member');
  expect(await rejection(frame, () => window.forge.router.navigate('javascript:alert(1)'))).toBe(
    'Confluence does not open javascript: links.',
  );
  await frame.evaluate(() => {
    // Not awaited: the frame is gone before there is an answer.
    void window.forge.router.navigate('/?as=site-admin');
  });
  await page.waitForURL(/as=site-admin/);
});
