import { request } from 'node:http';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { handler } from '../forge/fixtures/handler';
import { fixtureProject, type FixtureProject } from '../forge/fixtures/project';

/** The path at which Confluence says who asks. */
export const CURRENT_USER = '/wiki/rest/api/user/current';
/** Has a request made as a person of the sandbox. @param persona the key of that person */
export const asPersona = (persona: string): RequestInit => ({
  headers: { authorization: `Bearer ${persona}` },
});

/** Serves the fixture project while the tests of a file run, as new before each; to be called once, at the top of the file. */
export function serveFixture() {
  const cleanUps: (() => void | Promise<void>)[] = [];
  let project: FixtureProject;
  let sandbox: Sandbox;

  beforeAll(async () => {
    project = fixtureProject('<!doctype html><html><head><title>Fixture</title></head><body></body></html>');
    sandbox = await startSandbox({ handler, root: project.root, scale: 300 });
  });

  afterEach(async () => {
    sandbox.reset();
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  });

  afterAll(async () => {
    await sandbox.close();
    project.remove();
  });

  /** Asks for a path; redirects are not followed. */
  const get = (path: string, init?: RequestInit): Promise<Response> =>
    fetch(sandbox.url + path, { redirect: 'manual', ...init });

  /** Sends text as it is, and anything else as JSON. */
  const send = (
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    get(path, { method, body: typeof body === 'string' ? body : JSON.stringify(body), headers });

  /** Answers the status; for what `fetch` would not send: another Host, dots in the path. */
  function raw(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<number> {
    const { port } = new URL(sandbox.url);
    return new Promise((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      outgoing.on('error', reject);
      outgoing.end();
    });
  }

  return {
    get,
    send,
    raw,
    /** What a test leaves to be undone after it. */
    cleanUps,
    get sandbox() {
      return sandbox;
    },
    get project() {
      return project;
    },
  };
}
