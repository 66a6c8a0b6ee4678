import { contentSecurityPolicy } from '../../../sandbox/forge/csp';

const SITE = 'http://127.0.0.1:8080';

function directives(html: string): Map<string, string> {
  const policy = contentSecurityPolicy(html, SITE);
  return new Map(
    policy.split('; ').map((directive): [string, string] => {
      const space = directive.indexOf(' ');
      return [directive.slice(0, space), directive.slice(space + 1)];
    }),
  );
}

it('is Forge’s: no inline code, images of the site, and an iframe on it', () => {
  const policy = directives('<!doctype html><html><head></head><body></body></html>');
  expect([...policy.keys()]).toEqual([
    'default-src',
    'frame-ancestors',
    'frame-src',
    'font-src',
    'img-src',
    'media-src',
    'connect-src',
    'script-src',
    'style-src',
    'form-action',
    'sandbox',
  ]);
  expect([...policy.values()].join()).not.toMatch(/unsafe/);
  expect(policy.get('img-src')).toContain(SITE);
  expect(policy.get('frame-ancestors')).toContain("'self'");
  expect(policy.get('style-src')).toMatch(/^'self' /);
});

it('allows an inline script of the built page by its hash', () => {
  expect(directives('<script>let a</script>').get('script-src')).toMatch(/'sha256-[^']{44}'/);
});
