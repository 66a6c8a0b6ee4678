import { startSandbox } from '../../sandbox';
import { handler } from './forge/fixtures/handler';
import { fixtureProject } from './forge/fixtures/project';
import { serveFixture } from './support/serveFixture';

const served = serveFixture();
const { get, raw } = served;

describe('the app’s page', () => {
  it('has the bridge first in its head, and Forge’s policy', async () => {
    const response = await get('/app/');
    expect(await response.text()).toContain('<head><script src="/sandbox/bridge.js"></script><title>');
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("script-src 'self' https://forge.cdn.prod.atlassian-dev.net");
    expect(policy).toContain(served.sandbox.url);
    expect(policy).not.toContain('unsafe');
  });

  it('comes with its files, and says which there are not', async () => {
    const script = await get('/app/assets/page.js');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect((await get('/app/assets/other.js')).status).toBe(404);
    expect((await get('/app/assets')).status).toBe(404);
    expect((await get('/app')).headers.get('location')).toBe('/app/');
  });

  it.each([
    '/app/../manifest.yml',
    '/app/..%2f..%2f..%2fmanifest.yml',
    '/app/%2e%2e/%2e%2e/%2e%2e/manifest.yml',
  ])('does not leave its folder for %s', async (path) => {
    expect(await raw(path)).toBe(404);
  });

  it('refuses a malformed address', async () => {
    expect(await raw('/app/%ff')).toBe(400);
    expect(await raw('/app/a%00b')).toBe(404);
  });

  it('says how to build it when it is not built', async () => {
    const bare = fixtureProject();
    const other = await startSandbox({ handler, root: bare.root, scale: 300 });
    served.cleanUps.push(
      () => other.close(),
      () => {
        bare.remove();
      },
    );
    const response = await fetch(`${other.url}/app/`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
  });
});
