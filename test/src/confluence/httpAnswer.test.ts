import { isLogin, isWebPage } from '../../../src/confluence/httpAnswer';

const answer = (body: string, headers: Record<string, string> = {}) => ({ status: 200, headers, body });
const html = { 'content-type': 'text/html;charset=UTF-8' };

describe('a web page', () => {
  it.each([
    '<!DOCTYPE html><title>404</title>',
    '<!doctype HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">',
    ' \r\n<html lang="en"></html>',
    '\uFEFF<HTML>',
    '<?xml version="1.0"?>\n<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"/>',
    '<!-- edge 7 -->\n<html>',
    '<head><title>Blocked</title></head>',
    '<h1>403 Forbidden</h1>',
    '<center>nginx</center>',
  ])('is told by how it begins, whatever it is called: %j', (body) => {
    expect(isWebPage(answer(body))).toBe(true);
    expect(isWebPage(answer(body, { 'content-type': 'application/json' }))).toBe(true);
  });

  it('is told by its type where it begins otherwise', () => {
    expect(isWebPage(answer('<custom-error>no</custom-error>', html))).toBe(true);
    expect(isWebPage(answer('<table><tr>', { 'content-type': 'application/xhtml+xml' }))).toBe(true);
  });

  it.each([
    ['', html],
    ['{"message":"<html>"}', html],
    ['Basic authentication with passwords is deprecated.', html],
    ['Not there', { 'content-type': 'text/plain' }],
    ['<error>Not there</error>', { 'content-type': 'application/xml' }],
    ['<?xml version="1.0"?><status><message>No</message></status>', {}],
    ['<p:problem/>', {}],
    ['<pre-condition/>', {}],
  ])('is not %j', (body, headers) => {
    expect(isWebPage(answer(body, headers))).toBe(false);
  });
});

describe('a login page', () => {
  it.each([
    '<script>location="https://id.atlassian.com/login?continue=x"</script>',
    '<a href="https://auth.atlassian.com/authorize?x">',
    '<form action="/wiki/login.action">',
    '<input name="os_username">',
    "<input class='x' type = 'password' name=p>",
    '<title>Log in with Atlassian account</title>',
    '<title data-x="1">Confluence - Sign in</title>',
    '<TITLE>LOGIN</TITLE>',
    '<title>Log-in</title>',
    'Log in',
    '<h1>Sign in to Atlassian</h1>',
    '<button>\n Log in\n</button>',
  ])('is told by %s', (part) => {
    expect(isLogin(answer(`<html><body>${part}</body></html>`))).toBe(true);
  });

  it.each([
    '<html><title>502 Bad gateway</title></html>',
    '<html><title>Blogging in Confluence</title></html>',
    '<html><p>You are logged in. Your password is fine.</p></html>',
    '{"message":"See /login.action"}',
    'os_username',
  ])('is not %s', (body) => {
    expect(isLogin(answer(body))).toBe(false);
  });

  it('is where a redirect leads', () => {
    expect(isLogin(answer('', { location: 'https://id.atlassian.com/login?x' }))).toBe(true);
    expect(isLogin(answer('', { location: '/wiki/home' }))).toBe(false);
  });
});
