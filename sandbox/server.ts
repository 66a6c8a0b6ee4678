/** The sandbox's HTTP server: one origin for Confluence, the settings page, the app's page and the controls. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { serveApp } from './forge/appPage';
import type { ForgeHost } from './forge/host';
import { GREETING_GROUP, HOST_FOLDER, HOST_POLICY, hostPage } from './forge/hostPage';
import { USER_EXPORT_NAME, userExport } from './forge/userExport';
import { controlRoutes, handleControl } from './http/control';
import { readServedFile } from './http/files';
import { guardedOrigin } from './http/guards';
import { messagePage } from './http/html';
import { withReloads, type PageReloads } from './http/pageReloads';
import { methodNotAllowed, Problem } from './http/problem';
import { reply, replyJson } from './http/reply';
import { handleWiki, isWikiPath } from './http/wiki';

const HTML = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': HOST_POLICY };

const USER_EXPORT_HEADERS = {
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename="${USER_EXPORT_NAME}"`,
};

export interface ServerOptions {
  host: ForgeHost;
  /** The project folder with the built page. */
  root: string;
  log: (line: string) => void;
  /** What has open settings pages load themselves again; undefined where they are not to. */
  reloads: PageReloads | undefined;
}

/** Makes the server; the caller lets it listen, on loopback. */
export function createSandboxServer({ host, root, log, reloads }: ServerOptions): Server {
  const controls = controlRoutes(host, log);

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const origin = guardedOrigin(request);
    const target = request.url ?? '/';
    const [path = '/'] = target.split('?', 1);
    if (isWikiPath(path)) return handleWiki(host.confluence, target, request, response);
    if (await handleControl(controls, path, request, response)) return;
    const serve = pages(path, new URLSearchParams(target.slice(path.length)), origin);
    if (!serve) throw new Problem(404, `There is nothing at ${path}.`);
    const method = request.method ?? 'GET';
    if (method !== 'GET' && method !== 'HEAD') throw methodNotAllowed(method, ['GET', 'HEAD']);
    await serve(response);
  }

  function pages(
    path: string,
    params: URLSearchParams,
    origin: string,
  ): ((response: ServerResponse) => void | Promise<void>) | undefined {
    if (path === '/') {
      return (response) => {
        serveHostPage(host, params, origin, response, reloads !== undefined);
      };
    }
    if (path === '/sandbox/reloads' && reloads) {
      return (response) => {
        reloads.open(response);
      };
    }
    if (path === '/app') {
      return (response) => {
        reply(response, 301, { location: '/app/' });
      };
    }
    if (path.startsWith('/app/')) {
      return async (response) => {
        const answer = await serveApp(root, host.manifest, path.slice('/app/'.length), origin);
        reply(response, answer.status, answer.headers, answer.body);
      };
    }
    if (path === `/sandbox/${USER_EXPORT_NAME}`) {
      return (response) => {
        const people = host.confluence.seededMembers(GREETING_GROUP);
        reply(response, 200, USER_EXPORT_HEADERS, userExport(people, host.now()));
      };
    }
    const file =
      path === '/sandbox/bridge.js'
        ? 'bridge.js'
        : /^\/sandbox\/host\/([\w-]+\.(?:js|css|svg))$/.exec(path)?.[1];
    if (file === undefined) return undefined;
    return async (response) => {
      const { content, type } = await readServedFile(HOST_FOLDER, file);
      reply(response, 200, { 'content-type': type }, content);
    };
  }

  return createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      if (response.headersSent || request.socket.destroyed) {
        response.destroy();
      } else if (error instanceof Problem) {
        replyJson(response, error.status, { message: error.message }, error.headers);
      } else {
        log(error instanceof Error ? (error.stack ?? error.message) : String(error));
        replyJson(response, 500, { message: 'The sandbox itself failed; see its output.' });
      }
    });
  });
}

/** The settings page is for people, so its refusals are pages as well. */
function serveHostPage(
  host: ForgeHost,
  params: URLSearchParams,
  origin: string,
  response: ServerResponse,
  isReloaded: boolean,
): void {
  try {
    const html = hostPage(host, params, origin);
    reply(response, 200, HTML, isReloaded ? withReloads(html) : html);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    reply(response, error.status, HTML, messagePage('This address does not work', error.message));
  }
}
