import type { Answer, AppError } from '../contract/errors';
import type { CallTools } from '../forgeTools';
import { controlRun } from '../history/controlRun';
import { endRun, keepRun, resumeRun } from '../history/leaseRun';
import { recordErrorOf, refuse } from '../history/refusals';
import { refusedEvent } from '../logEvent';
import { askingOf, extendRun, makeChanges, startRun } from '../makeChanges';
import type { RunCalls } from '../run/runCalls';

/**
 * What a run's driver asks for, done in this invocation; as the resolver does it, but for asking before each call who may:
 * that was asked before the run was taken up, and each slice asks when that is a minute ago.
 * @param toolsFor what one call stands on, from now
 */
export function workerCalls(toolsFor: () => CallTools): RunCalls {
  return {
    startRun: (input) => answer('startRun', input, (tools) => startRun(input, tools)),
    extendRun: (input) => answer('extendRun', input, (tools) => extendRun(input, tools)),
    makeChanges: (input) => answer('makeChanges', input, (tools) => makeChanges(input, tools)),
    resumeRun: (input) =>
      answer('resumeRun', input, (tools) => resumeRun(tools.store, input, askingOf(tools))),
    keepRun: (input) =>
      answer('keepRun', input, (tools) => keepRun(tools.store, input, askingOf(tools, 'byStop'))),
    endRun: (input) => answer('endRun', input, (tools) => endRun(tools.store, input, askingOf(tools))),
    controlRun: (input) =>
      answer('controlRun', input, (tools) => controlRun(tools.store, input, askingOf(tools, 'byStop'))),
  };

  async function answer<T extends Answer<object>>(
    name: keyof RunCalls,
    input: object,
    call: (tools: CallTools) => Promise<T>,
  ): Promise<T | { ok: false; error: AppError }> {
    const tools = toolsFor();
    const answered = await callOrRefuse(tools, call);
    // A slice that an error stopped has a line of its own.
    if (!answered.ok && !('run' in answered)) {
      tools.log?.(refusedEvent(name, answered.error, input, 'worker'));
    }
    return answered;
  }
}

async function callOrRefuse<T>(
  tools: CallTools,
  call: (tools: CallTools) => Promise<T>,
): Promise<T | { ok: false; error: AppError }> {
  try {
    return await call(tools);
  } catch (thrown) {
    const error = recordErrorOf(thrown);
    if (error) return refuse(error);
    throw thrown;
  }
}
