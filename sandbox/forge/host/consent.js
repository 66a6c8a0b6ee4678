/** The question "may the app act for you?", which the first call that acts for somebody can raise. */
import { post } from './post.js';

const prompt = document.querySelector('#consent');
const heading = document.querySelector('#consent-heading');
const allow = document.querySelector('#consent-allow');
const problem = document.querySelector('#consent-error');
const app = document.querySelector('#app');

/**
 * @typedef {{result: unknown} | {error: {name: string, message: string}}} Answer
 */

/**
 * @param {string} as the persona that is asked
 * @param {string[]} scopes what the app asks for, in words
 */
export function createConsent(as, scopes) {
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
  function askForAccess() {
    return new Promise((resolve) => {
      waiting.push(resolve);
      if (!prompt.hidden) return;
      app.hidden = true;
      prompt.hidden = false;
      heading.focus();
    });
  }

  /**
   * Makes a call, and makes it again once access was allowed where that is what it lacked.
   * @param {() => Promise<Answer>} call
   * @returns {Promise<any>} its result; rejects with the message of its error
   */
  return async function callWithConsent(call) {
    for (;;) {
      const answer = await call();
      if (!('error' in answer)) return answer.result;
      if (answer.error.name !== 'NEEDS_AUTHENTICATION_ERR') throw new Error(answer.error.message);
      await askForAccess();
    }
  };
}
