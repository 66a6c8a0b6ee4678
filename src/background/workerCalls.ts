import type { CallTools } from '../forgeTools';
import { controlRun } from '../history/controlRun';
import { endRun, keepRun, resumeRun } from '../history/leaseRun';
import { recordErrorOf, refuse } from '../history/refusals';
import { askingOf, extendRun, makeChanges, startRun } from '../makeChanges';
import type { RunCalls } from '../run/runCalls';

/**
 * What a run's driver asks for, done in this invocation; as the resolver does it, but for asking before each call who may:
 * that was asked before the run was taken up, and each slice asks when that is a minute ago.
 * @param toolsFor what one call stands on, from now
 */
export function workerCalls(toolsFor: () => CallTools): RunCalls {
  return {
    startRun: (input) => answer((tools) => startRun(input, tools)),
    extendRun: (input) => answer((tools) => extendRun(input, tools)),
    makeChanges: (input) => answer((tools) => makeChanges(input, tools)),
    resumeRun: (input) => answer((tools) => resumeRun(tools.store, input, askingOf(tools))),
    keepRun: (input) => answer((tools) => keepRun(tools.store, input, askingOf(tools))),
    endRun: (input) => answer((tools) => endRun(tools.store, input, askingOf(tools))),
    controlRun: (input) => answer((tools) => controlRun(tools.store, input, askingOf(tools))),
  };

  async function answer<T>(call: (tools: CallTools) => Promise<T>) {
    try {
      return await call(toolsFor());
    } catch (thrown) {
      const error = recordErrorOf(thrown);
      if (error) return refuse(error);
      throw thrown;
    }
  }
}
