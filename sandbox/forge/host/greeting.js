/** The greeting, which the strip opens and closes: what this is, and three things to try. */
import { resumeBreaking, startBreaking } from './breaking.js';
import { addressOf } from './locations.js';

/** What to do next, once a link was followed. */
const NEXT_STEPS = {
  removal: 'Choose Remove in a row. Undo takes it back.',
  file: 'Drop the saved file on the page, and review it.',
  breaking: 'Remove a few people, and see what the page says.',
};

const toggle = document.querySelector('#greeting-toggle');
const panel = document.querySelector('#greeting');
const dismiss = document.querySelector('#greeting-dismiss');

/**
 * Makes the greeting work.
 * @param {object} options
 * @param {string} options.groupId the group that the links lead to
 * @param {string} options.sampleFile the address of the file that one of them saves
 * @param {(location: {pathname: string, search: string, hash: string}) => void} options.moveApp takes the app to a place of its own
 */
export function createGreeting({ groupId, sampleFile, moveApp }) {
  const place = { pathname: `/groups/${encodeURIComponent(groupId)}`, search: '', hash: '' };

  toggle.addEventListener('click', () => setOpen(panel.hidden));
  dismiss.addEventListener('click', close);
  panel.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close();
  });

  const things = { removal: () => undefined, file: () => save(sampleFile), breaking: startBreaking };
  for (const [name, act] of Object.entries(things)) {
    const link = document.querySelector(`#try-${name}`);
    const follow = (event) => {
      // The address of the page changes, and with it who is signed in and the theme.
      link.href = addressOf(place);
      void act();
      showNext(link, NEXT_STEPS[name]);
      if (event.type === 'auxclick' || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      moveApp(place);
    };
    link.addEventListener('click', follow);
    link.addEventListener('auxclick', (event) => {
      if (event.button === 1) follow(event);
    });
  }

  toggle.disabled = false;
  panel.inert = false;
  void resumeBreaking();
}

/** @param {boolean} isOpen closing it is remembered, and the plain address opens it no more */
function setOpen(isOpen) {
  panel.hidden = !isOpen;
  toggle.setAttribute('aria-expanded', String(isOpen));
  if (!isOpen) window.localStorage.setItem('greeting', 'dismissed');
}

function close() {
  setOpen(false);
  toggle.focus();
}

/** Says under a link what to do next. @param {Element} link @param {string} text */
function showNext(link, text) {
  for (const item of panel.querySelectorAll('.try')) item.classList.remove('try-current');
  const item = link.closest('.try');
  item.classList.add('try-current');
  item.querySelector('p').textContent = text;
}

/** Has the browser save a file. @param {string} address */
function save(address) {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}
