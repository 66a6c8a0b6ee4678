import * as v from 'valibot';
import type { Confluence, ConfluenceResponse } from '../../../src/confluence/confluence';
import { read, write } from '../../../src/confluence/request';
import { route } from '../../../src/confluence/route';

const NOW = Date.parse('2026-03-01T10:00:00.000Z');
const expected = { schema: v.object({ name: v.string() }), notFound: 'userNotFound' } as const;
const statuses = { 204: 'done', 409: 'unchanged' } as const;

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
  return write(confluence, statuses, send);
}

describe('a read', () => {
  it('is the value in the body, with the warning in the headers', async () => {
    expect(await readFrom(answers(200, '{"name":"Ada","age":7}'))).toEqual({
      ok: true,
      value: { name: 'Ada' },
    });
    const warned = answers(200, '{"name":"Ada"}', { 'X-RateLimit-NearLimit': 'true' });
    expect(await readFrom(warned)).toMatchObject({ ok: true, nearLimit: { limit: 'quota' } });
  });

  it.each(['<html>Log in</html>', '{"name":7}', '', 'null'])(
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
      error: { kind: 'rateLimited', retryAt: '2026-03-01T10:01:00.000Z' },
    });
  });
});

describe('a write', () => {
  it.each([
    [204, { ok: true, status: 'done' }],
    [409, { ok: true, status: 'unchanged' }],
    [201, { ok: false, error: { kind: 'unconfirmed', status: 201 } }],
    [404, { ok: false, error: { kind: 'groupNotFound', status: 404 } }],
    [500, { ok: false, error: { kind: 'unavailable', status: 500 } }],
  ])('that ends in %i is %j', async (status, made) => {
    expect(await writeTo(answers(status))).toMatchObject(made);
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
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it.each([
    ['a read', readFrom, 'unavailable'],
    ['a write', writeTo, 'unconfirmed'],
  ] as const)('%s ends when its time is up, and leaves no timer', async (_, request, kind) => {
    const result = request(site(never, { timeLeftMs: () => 2_500 }));
    await jest.advanceTimersByTimeAsync(2_499);
    expect(jest.getTimerCount()).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(await result).toEqual({ ok: false, error: { kind, detail: 'No answer within 2.5 s.' } });
    expect(jest.getTimerCount()).toBe(0);
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
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each([0, -1_500])('none may start with %i ms left', async (timeLeftMs) => {
    const answer = jest.fn(never);
    const late = site(answer, { timeLeftMs: () => timeLeftMs });
    expect(await readFrom(late)).toMatchObject({ error: { kind: 'unavailable' } });
    expect(await writeTo(late)).toMatchObject({ changedNothing: true, error: { kind: 'unavailable' } });
    expect(answer).not.toHaveBeenCalled();
  });

  it('without end is no time-out', async () => {
    const result = readFrom(site(never, { timeLeftMs: () => Infinity }));
    const isOver = jest.fn();
    void result.then(isOver);
    await jest.advanceTimersByTimeAsync(24 * 3_600_000);
    expect(isOver).not.toHaveBeenCalled();
  });
});

describe('what the transport throws', () => {
  it('means what the transport says', async () => {
    const thrown = new Error('refused');
    const errorOf = jest.fn(() => ({ kind: 'rateLimited', status: 429 }) as const);
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
  const answer = jest.fn(never);
  const [confluence] = site(answer);
  const send = () => confluence.requestConfluence(route`/wiki/group/${'..'}/members`, { headers: {} });
  expect(await read(confluence, expected, send)).toMatchObject({ error: { kind: 'invalid' } });
  expect(await write(confluence, statuses, send)).toMatchObject({
    changedNothing: true,
    error: { kind: 'invalid' },
  });
  expect(answer).not.toHaveBeenCalled();
});
