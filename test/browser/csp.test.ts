import { groupIds, Stage } from './support/page';

const file = Stage.forFile();

it('serves the page under Forge’s Content-Security-Policy, without an exception', async () => {
  const response = await fetch(`${file.stage.sandbox.url}/app/index.html`);
  const policy = response.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain('unsafe');
});

it('has a browser that enforces it, and tests that notice', async () => {
  file.stage.tolerate(/Content Security Policy/);
  const { app } = await file.stage.visit({ group: groupIds.emptyGroup });
  await app.getByRole('heading', { name: 'Nobody is in this group' }).waitFor();
  expect(file.stage.complaints).toEqual([]);
  await app.locator('head').evaluate((head) => {
    const style = document.createElement('style');
    style.textContent = 'body { outline: 7px solid red }';
    head.append(style);
  });
  expect(await app.locator('body').evaluate((body) => getComputedStyle(body).outlineWidth)).not.toBe('7px');
  expect(file.stage.complaints).toEqual([expect.stringContaining('Content Security Policy') as string]);
});
