/** `/sandbox/…`: what tests and the settings page tell the sandbox itself. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import * as v from 'valibot';
import type { ForgeHost } from '../forge/host';
import type { Entry } from '../forge/kvs';
import { PERSONAS } from '../forge/personas';
import { ProductRequestInput } from '../forge/productRequest';
import { AnswerStreams } from './answerStreams';
import { backgroundRoutes } from './backgroundControls';
import { readInput, readJson } from './body';
import { methodNotAllowed, Problem } from './problem';
import { replyEmpty, replyJson } from './reply';

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** By path, then method. */
export type ControlRoutes = Record<string, Record<string, Handler>>;

const Persona = v.picklist(PERSONAS, `must be one of ${PERSONAS.join(', ')}`);
const ConsentInput = v.object({ as: Persona });
const InvokeInput = v.object({
  as: Persona,
  functionKey: v.pipe(v.string('must be text'), v.nonEmpty('must not be empty')),
  payload: v.optional(v.unknown()),
});

const ProductInput = v.object({
  as: Persona,
  ...ProductRequestInput.entries,
  answerTo: v.optional(v.object({ stream: v.string('must be text'), id: v.number('must be a number') })),
});

const SANDBOX_FAILED = { error: { name: 'Error', message: 'The sandbox itself failed; see its output.' } };

/** The control routes of `host`. */
export function controlRoutes(host: ForgeHost, log: (line: string) => void): ControlRoutes {
  const { confluence, storage } = host;
  const streams = new AnswerStreams();
  return {
    '/sandbox/requests': {
      GET: (_request, response) => {
        replyJson(response, 200, confluence.requestLog.entries());
      },
      DELETE: (_request, response) => {
        confluence.requestLog.clear();
        replyEmpty(response);
      },
    },
    '/sandbox/storage': {
      GET: (_request, response) => {
        replyJson(response, 200, storage.entries().map(describeEntry));
      },
    },
    '/sandbox/storage/requests': {
      GET: (_request, response) => {
        replyJson(response, 200, storage.requestLog.entries());
      },
      DELETE: (_request, response) => {
        storage.requestLog.clear();
        replyEmpty(response);
      },
    },
    '/sandbox/faults': {
      GET: (_request, response) => {
        replyJson(response, 200, confluence.faults.list());
      },
      PUT: async (request, response) => {
        const input = await readJson(request);
        try {
          confluence.faults.set(input);
        } catch (error) {
          throw new Problem(400, error instanceof Error ? error.message : String(error));
        }
        replyJson(response, 200, confluence.faults.list());
      },
      DELETE: (_request, response) => {
        confluence.faults.clear();
        replyEmpty(response);
      },
    },
    '/sandbox/reset': {
      POST: (_request, response) => {
        host.reset();
        replyEmpty(response);
      },
    },
    '/sandbox/consent': {
      POST: async (request, response) => {
        const { as } = await readInput(request, ConsentInput);
        host.consent(as);
        replyEmpty(response);
      },
    },
    '/sandbox/invoke': {
      POST: async (request, response) => {
        const { as, functionKey, payload } = await readInput(request, InvokeInput);
        replyJson(response, 200, await host.invoke(as, functionKey, payload));
      },
    },
    '/sandbox/product': {
      POST: async (request, response) => {
        const { as, answerTo, ...asked } = await readInput(request, ProductInput);
        if (answerTo === undefined) {
          replyJson(response, 200, await host.requestProduct(as, asked));
          return;
        }
        const send = streams.senderTo(answerTo.stream);
        // Only the answer waits for Confluence: the connection is free for the next request.
        replyEmpty(response);
        const answer = await host.requestProduct(as, asked).catch((error: unknown) => {
          log(inspect(error));
          return SANDBOX_FAILED;
        });
        send({ id: answerTo.id, ...answer });
      },
    },
    '/sandbox/product/answers': {
      POST: (_request, response) => {
        streams.open(response);
      },
    },
    ...backgroundRoutes(host),
  };
}

function describeEntry({ key, value, createdAt, updatedAt, expiresAt }: Entry): Record<string, unknown> {
  const iso = (time: number): string => new Date(time).toISOString();
  return {
    key,
    value,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    ...(expiresAt === undefined ? {} : { expireTime: iso(expiresAt) }),
  };
}

/** Answers a control request, or says that the address is none. */
export async function handleControl(
  routes: ControlRoutes,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const methods = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (!methods) return false;
  const method = request.method ?? 'GET';
  const handler = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (!handler) throw methodNotAllowed(method, Object.keys(methods));
  await handler(request, response);
  return true;
}
