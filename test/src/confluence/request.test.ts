import type { Confluence, ConfluenceResponse } from '../../../src/confluence/confluence';
import { read, write } from '../../../src/confluence/request';
import { route } from '../../../src/confluence/route';

const NOW = Date.parse('2026-03-01T10:00:00.000Z');
const expected = {
  parse: (json: unknown) => {
    const name: unknown = typeof json === 'object' && json !== null && Reflect.get(json, 'name');
    return typeof name === 'string' ? { name } : undefined;
  },
  notFound: 'userNotFound',
} as const;

/** A site with one way to answer. */
function site(
  answer: () => Promise<ConfluenceResponse>,
  more: Partial<Confluence> = {},
): [Confluence, () => Promise<ConfluenceResponse>] {
  const confluence: Confluence = {
    requestConfluence: answer,
    now: () => NOW,
    timeLeftMs: () => 10_000,
    errorOf: () => undefined,
    ...more,
  };
  return [confluence, () => confluence.requestConfluence('/wiki/x', { headers: {} })];
}

const response = (status: number, body = '', headers: Record<string, string> = {}) => ({
  status,
  headers: new Headers(headers),
  text: () => Promise.resolve(body),
});
const answers = (...args: Parameters<typeof response>) => site(() => Promise.resolve(response(...args)));
const never = () => new Promise<ConfluenceResponse>(() => undefined);

async function readFrom([confluence, send]: ReturnType<typeof site>) {
  return read(confluence, expected, send);
}
async function writeTo([confluence, send]: ReturnType<typeof site>) {
  return write(confluence, 204, send);
}

describe('a read', () => {
  it.each([200, 203, 206])('is the value in the body of a %i', async (status) => {
    expect(await readFrom(answers(status, '{"name":"Ada","age":7}'))).toEqual({
      ok: true,
      value: { name: 'Ada' },
    });
  });

  it('is made of the body and of the headers, names in lower case', async () => {
    const parse = vi.fn(() => 'parsed');
    const [confluence, send] = answers(200, '[7]', { 'X-Name': 'x' });
    expect(await read(confluence, { ...expected, parse }, send)).toEqual({ ok: true, value: 'parsed' });
    expect(parse).toHaveBeenCalledWith([7], { 'x-name': 'x' });
  });

  it('is signed out with a login page for a body', async () => {
    const page = answers(200, '<html><title>Log in</title></html>');
    expect(await readFrom(page)).toMatchObject({ ok: false, error: { kind: 'signedOut', status: 200 } });
  });

  it.each(['<html>Welcome</html>', '{"name":7}', '', 'null'])(
    'is unavailable with the body %s',
    async (body) => {
      expect(await readFrom(answers(200, body))).toMatchObject({
        ok: false,
        error: { kind: 'unavailable', status: 200 },
      });
    },
  );

  it('says with a 404 what the endpoint says with it', async () => {
    expect(await readFrom(answers(404))).toMatchObject({ error: { kind: 'userNotFound', status: 404 } });
  });

  it('counts Retry-After from the clock of who asks', async () => {
    expect(await readFrom(answers(429, '', { 'retry-after': '60' }))).toMatchObject({
      error: { kind: 'rateLimited', retryAt: '2026-03-01T10:01:00.000Z', retryAfterMs: 60_000 },
    });
  });
});

describe('a write', () => {
  it.each([
    [204, { ok: true, status: 'done' }],
    [409, { ok: false, error: { kind: 'invalid', status: 409 } }],
    [200, { ok: false, error: { kind: 'unconfirmed', status: 200 } }],
    [201, { ok: false, error: { kind: 'unconfirmed', status: 201 } }],
    [202, { ok: false, error: { kind: 'unconfirmed', status: 202 } }],
    [408, { ok: false, error: { kind: 'unavailable', status: 408 } }],
    [404, { ok: false, error: { kind: 'groupNotFound', status: 404 } }],
    [500, { ok: false, error: { kind: 'unavailable', status: 500 } }],
  ])('that ends in %i is %j', async (status, made) => {
    expect(await writeTo(answers(status))).toMatchObject(made);
  });

  it('is not made where a login page answers', async () => {
    const body = '<html><form action="/login.action"></form></html>';
    for (const status of [200, 401, 403]) {
      expect(await writeTo(answers(status, body))).toMatchObject({ error: { kind: 'signedOut', status } });
    }
  });

  it('is open where no answer came', async () => {
    expect(await writeTo(site(() => Promise.reject(new Error('socket hang up'))))).toEqual({
      ok: false,
      error: { kind: 'unconfirmed', detail: 'socket hang up' },
    });
  });

  it('is open where the answer breaks off', async () => {
    const broken = { ...response(204), text: () => Promise.reject(new Error('aborted')) };
    expect(await writeTo(site(() => Promise.resolve(broken)))).toMatchObject({
      error: { kind: 'unconfirmed' },
    });
  });
});

describe('time', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it.each([
    ['a read', readFrom, 'unavailable'],
    ['a write', writeTo, 'unconfirmed'],
  ] as const)('%s ends when its time is up, and leaves no timer', async (_, request, kind) => {
    const result = request(site(never, { timeLeftMs: () => 2_500 }));
    await vi.advanceTimersByTimeAsync(2_499);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await result).toEqual({ ok: false, error: { kind, detail: 'No answer within 2.5 s.' } });
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ['comes', () => Promise.resolve(response(204))],
    ['is lost', () => Promise.reject(new Error('cut'))],
    [
      'was never asked for',
      () => {
        throw new Error('no transport');
      },
    ],
  ])('an answer that %s leaves no timer', async (_, answer) => {
    await writeTo(site(answer));
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([0, -1_500])('none may start with %i ms left', async (timeLeftMs) => {
    const answer = vi.fn(never);
    const late = site(answer, { timeLeftMs: () => timeLeftMs });
    expect(await readFrom(late)).toMatchObject({ error: { kind: 'unavailable' } });
    expect(await writeTo(late)).toMatchObject({ changedNothing: true, error: { kind: 'unavailable' } });
    expect(answer).not.toHaveBeenCalled();
  });

  it('is asked for by kind of request', async () => {
    const timeLeftMs = vi.fn(() => 10_000);
    await readFrom(site(() => Promise.resolve(response(204)), { timeLeftMs }));
    await writeTo(site(() => Promise.resolve(response(204)), { timeLeftMs }));
    expect(timeLeftMs.mock.calls).toEqual([['read'], ['write']]);
  });

  it('without end is no time-out', async () => {
    const result = readFrom(site(never, { timeLeftMs: () => Infinity }));
    const isOver = vi.fn();
    void result.then(isOver);
    await vi.advanceTimersByTimeAsync(24 * 3_600_000);
    expect(isOver).not.toHaveBeenCalled();
  });
});

describe('what the transport throws', () => {
  it('means what the transport says', async () => {
    const thrown = new Error('refused');
    const errorOf = vi.fn(() => ({ kind: 'rateLimited', status: 429 }) as const);
    const refusing = site(() => Promise.reject(thrown), { errorOf });
    expect(await writeTo(refusing)).toEqual({ ok: false, error: { kind: 'rateLimited', status: 429 } });
    expect(errorOf).toHaveBeenCalledWith(thrown);
  });

  it('is thrown again untouched where it is not Confluence’s to answer', async () => {
    const consent = new Error('consent');
    const errorOf = (thrown: unknown) => {
      throw thrown;
    };
    const refusing = site(() => Promise.reject(consent), { errorOf });
    await expect(readFrom(refusing)).rejects.toBe(consent);
    await expect(writeTo(refusing)).rejects.toBe(consent);
  });
});

it('an id that no path can hold is invalid, and nothing was asked', async () => {
  const answer = vi.fn(never);
  const [confluence] = site(answer);
  const send = () => confluence.requestConfluence(route`/wiki/group/${'..'}/members`, { headers: {} });
  expect(await read(confluence, expected, send)).toMatchObject({ error: { kind: 'invalid' } });
  expect(await write(confluence, 204, send)).toMatchObject({
    changedNothing: true,
    error: { kind: 'invalid' },
  });
  expect(answer).not.toHaveBeenCalled();
});
