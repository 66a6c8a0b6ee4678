/** One resolver call as the Forge host makes it: JSON both ways. */
import type { PersonaKey } from '../confluence';
import { describeError } from './describeError';
import { backendRequest, hostContext } from './installation';
import type { InvocationLimit } from './invocationLimit';
import type { FunctionEvent, FunctionHandler } from './loadFunction';
import { runFunction, toJson, type FunctionOptions } from './runFunction';

export interface InvokeRequest {
  as: PersonaKey;
  functionKey: string;
  payload?: unknown;
  /** What the page adds to the resolver's context; the host's own fields win. */
  clientContext?: Record<string, unknown>;
}

export type InvokeAnswer = { result: unknown } | { error: { name: string; message: string } };

export interface InvokerOptions extends FunctionOptions {
  handler: FunctionHandler;
  /** What Forge itself takes before the function starts. */
  overheadMs: number;
  /** How many invocations there may be; without end when undefined. */
  invocations?: InvocationLimit | undefined;
  /** When a running function is killed. */
  limitMs: number;
  siteUrl: () => string;
  /** What the invocations that start now end with: aborted when the host closes or is reset. */
  ending: () => AbortSignal;
  /** Told of every error a function throws; they have no other witness on the server. */
  onError: (functionKey: string, error: unknown) => void;
}

const TOO_MANY: InvokeAnswer = {
  error: {
    name: 'TooManyRequests',
    message: 'Too many invocations: Forge allows each user 1,200 a minute.',
  },
};

/** Makes the `invoke` of one host. */
export function createInvoker(options: InvokerOptions): (request: InvokeRequest) => Promise<InvokeAnswer> {
  const { clock, confluence, handler, limitMs, manifest } = options;
  return async (request) => {
    const { as, functionKey } = request;
    if (options.invocations?.admit(as, clock.now()) === false) return TOO_MANY;
    const event = eventOf(options, request);
    const { accountId } = confluence.personas[as];
    const ending = options.ending();
    if (options.overheadMs > 0) await clock.sleep(options.overheadMs, ending);
    const outcome = await runFunction(options, {
      work: () => handler(event, backendRequest(accountId)),
      moduleKey: manifest.module.key,
      as,
      limitMs,
      ending,
      origin: { pushes: 0 },
    });
    switch (outcome.kind) {
      case 'returned':
        return { result: outcome.value };
      case 'killed':
        return { error: { name: 'InvocationTimeout', message: killedWords(functionKey, outcome, limitMs) } };
      case 'threw': {
        const answer = describeError(outcome.error);
        if (answer.name !== 'NEEDS_AUTHENTICATION_ERR') options.onError(functionKey, outcome.error);
        return { error: answer };
      }
    }
  };
}

function killedWords(functionKey: string, { isEnding }: { isEnding: boolean }, limitMs: number): string {
  return isEnding
    ? `The function "${functionKey}" was killed: the sandbox was reset or closed.`
    : `The function "${functionKey}" was killed after ${String(limitMs)} ms.`;
}

function eventOf(options: InvokerOptions, request: InvokeRequest): FunctionEvent {
  const { functionKey, payload, clientContext, as } = request;
  return {
    call: { functionKey, ...(payload === undefined ? {} : { payload: toJson(payload) }) },
    context: {
      ...structuredClone(clientContext),
      ...hostContext(options.manifest, options.siteUrl()),
      accountId: options.confluence.personas[as].accountId,
    },
  };
}
