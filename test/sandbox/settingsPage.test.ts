import * as v from 'valibot';
import { groupIds } from '../../sandbox/confluence';
import { asPersona, serveFixture } from './support/serveFixture';

const { get } = serveFixture();

describe('the settings page', () => {
  it('frames the app under its own strict policy', async () => {
    const response = await get('/?as=site-admin&group=abc&theme=dark');
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toContain('data-color-mode="dark"');
    expect(html).toContain('title="Group members"');
    expect(html).toMatch(/aria-current="page"[^>]*>\s*Group members/);
    expect(html).toContain('<option value="site-admin" selected>');
    expect(html).not.toContain('{{');
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it('takes the site admin when nobody is named', async () => {
    const response = await get('/?group=abc');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<option value="site-admin" selected>');
  });

  it('greets at the address without parameters only, and the file that it offers is of its group', async () => {
    const greeting = 'src="/sandbox/host/greetFirst.js"';
    expect(await (await get('/')).text()).toContain(greeting);
    for (const query of [
      '?as=site-admin',
      `?group=${groupIds.contractors}`,
      '?path=/history',
      '?theme=dark',
    ]) {
      expect(await (await get(`/${query}`)).text()).not.toContain(greeting);
    }
    const file = await get('/sandbox/sample-users.csv');
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="sample-users.csv"');
    const ids = (await file.text())
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',')[0] ?? '');
    expect(ids).toHaveLength(25);
    const path = `/wiki/rest/api/group/${groupIds.contractors}/membersByGroupId?limit=24`;
    const members = v.parse(
      v.object({ results: v.array(v.object({ accountId: v.string() })) }),
      await (await get(path, asPersona('site-admin'))).json(),
    );
    expect(ids).toEqual([...members.results.map(({ accountId }) => accountId), '']);
  });

  it.each([
    ['/?as=%3Cnobody%3E', 'There is no persona &quot;&lt;nobody&gt;&quot;.'],
    ['/?as=member&theme=blue', 'There is no theme &quot;blue&quot;.'],
  ])('says on a page what is wrong with %s', async (path, text) => {
    const response = await get(path);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain(text);
  });

  it.each([
    ['host/main.js', 'text/javascript; charset=utf-8'],
    ['host/host.css', 'text/css; charset=utf-8'],
    ['host/mark.svg', 'image/svg+xml'],
    ['bridge.js', 'text/javascript; charset=utf-8'],
  ])('has its own %s', async (file, type) => {
    const response = await get(`/sandbox/${file}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
  });

  it('has every file that it names', async () => {
    const paths = (text: string): string[] => text.match(/\/sandbox\/host\/[\w-]+\.\w+/g) ?? [];
    const named = paths(await (await get('/')).text());
    for (const path of named.filter((path) => path.endsWith('.css'))) {
      named.push(...paths(await (await get(path)).text()));
    }
    expect(named).toContain('/sandbox/host/icons.svg');
    for (const path of new Set(named)) expect([path, (await get(path)).status]).toEqual([path, 200]);
  });
});
