/** Confluence broken on purpose: sets the sandbox's faults, and says so in the strip until they are taken back. */
import { request } from './post.js';

const FAULTS_PATH = '/sandbox/faults';

/** The answer to one removal is lost, though the removal is made; those after it are refused. */
const REMOVAL = { method: 'DELETE', path: '/group/userByGroupId' };
const FAULTS = [
  { ...REMOVAL, drop: 'after', times: 1 },
  { ...REMOVAL, status: 503 },
];

/** In the tab's storage while something is broken, so that the page goes on saying so when it is loaded again. */
const MARK = 'breaking';

const BROKEN = 'Broken on purpose: Confluence loses its next answer to a removal, and fails those after it.';
const MENDED = 'Confluence works again. Check and Retry on the receipt finish what failed.';

const text = document.querySelector('#breaking-text');
const button = document.querySelector('#breaking-stop');

button.addEventListener('click', () => (isBroken() ? stopBreaking() : say('')));

/** Has Confluence fail, in the place of all other faults, and says so. */
export async function startBreaking() {
  await attempt(async () => {
    await request('PUT', FAULTS_PATH, FAULTS);
    window.sessionStorage.setItem(MARK, '');
    say(BROKEN, 'Stop breaking');
  });
}

/** Says what this tab has broken, where a reset has not mended it meanwhile. */
export async function resumeBreaking() {
  if (!isBroken()) return;
  await attempt(async () => {
    const faults = await request('GET', FAULTS_PATH);
    if (faults.length > 0) say(BROKEN, 'Stop breaking');
    else window.sessionStorage.removeItem(MARK);
  });
}

async function stopBreaking() {
  await attempt(async () => {
    await request('DELETE', FAULTS_PATH);
    window.sessionStorage.removeItem(MARK);
    say(MENDED, 'Close');
  });
}

function isBroken() {
  return window.sessionStorage.getItem(MARK) !== null;
}

/** @param {string} words nothing where they are empty @param {string} [label] of the button beside them */
function say(words, label = '') {
  // Where what has the focus goes, the focus goes to what opens the greeting.
  if (label === '' && document.activeElement === button) document.querySelector('#greeting-toggle').focus();
  text.textContent = words;
  text.parentElement.classList.toggle('is-broken', isBroken());
  button.textContent = label;
  button.hidden = label === '';
}

/** Does what the sandbox may refuse; says where it does. @param {() => Promise<void>} act */
async function attempt(act) {
  try {
    await act();
  } catch (error) {
    say(`The sandbox did not do it. ${error.message}`, isBroken() ? 'Stop breaking' : 'Close');
  }
}
