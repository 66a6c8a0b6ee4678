/** Calls of the app's function, and the question "may it act for you?" that the first of them can raise. */

const prompt = document.querySelector('#consent');
const heading = document.querySelector('#consent-heading');
const allow = document.querySelector('#consent-allow');
const problem = document.querySelector('#consent-error');
const app = document.querySelector('#app');

/**
 * @typedef {{result: unknown} | {error: {name: string, message: string}}} Answer
 */

/**
 * @param {string} as the persona that calls
 * @param {string[]} scopes what the app asks for, in words
 */
export function createInvoker(as, scopes) {
  /** Calls that wait for consent; each continues when called. @type {(() => void)[]} */
  let waiting = [];

  for (const scope of scopes) {
    const item = document.createElement('li');
    item.textContent = scope;
    document.querySelector('#consent-scopes').append(item);
  }

  allow.addEventListener('click', async () => {
    problem.textContent = '';
    try {
      await post('/sandbox/consent', { as });
    } catch (error) {
      problem.textContent = `Access was not saved. ${error.message}`;
      return;
    }
    // Shown again, never reloaded: the calls that wait belong to the page that is in it.
    prompt.hidden = true;
    app.hidden = false;
    app.focus();
    const calls = waiting;
    waiting = [];
    for (const call of calls) call();
  });

  /** @returns {Promise<void>} resolves when access was allowed */
  function consent() {
    return new Promise((resolve) => {
      waiting.push(resolve);
      if (!prompt.hidden) return;
      app.hidden = true;
      prompt.hidden = false;
      heading.focus();
    });
  }

  /**
   * @param {{functionKey: string, payload?: unknown, metadata?: unknown}} call
   * @returns {Promise<unknown>} the function's result; rejects with the message of what it threw
   */
  return async function invoke({ functionKey, payload, metadata }) {
    for (;;) {
      /** @type {Answer} */
      const answer = await post('/sandbox/invoke', { as, functionKey, payload });
      if (!('error' in answer)) return metadata ? { body: answer.result, metadata: {} } : answer.result;
      if (answer.error.name !== 'NEEDS_AUTHENTICATION_ERR') throw new Error(answer.error.message);
      await consent();
    }
  };
}

/** @param {string} path @param {unknown} body */
async function post(path, body) {
  const response = await window.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const answer = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw new Error(answer?.message ?? `The sandbox answered ${response.status}.`);
  return answer;
}
