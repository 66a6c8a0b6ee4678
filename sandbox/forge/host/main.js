/** The host's half of the bridge: answers the app's calls and tells it what changes around it. */
import { createProductRequests } from './answers.js';
import { createConsent } from './consent.js';
import { closeFlag, showFlag } from './flags.js';
import { addressOf, currentLocation, record, setParameter } from './locations.js';
import { post } from './post.js';
import { createTheme } from './theme.js';

const config = JSON.parse(document.body.dataset.config);
const frame = document.querySelector('#app');
// Asked for the first time this takes a browser milliseconds.
const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
const frameId = `${config.context.localId}#${window.crypto.randomUUID()}`;

/** @param {string} name @param {unknown} [detail] */
function tell(name, detail) {
  frame.contentWindow.postMessage({ forge: 'event', name, detail }, window.location.origin);
}

const theme = createTheme(config.theme, (mode) => tell('theme', mode));
const callWithConsent = createConsent(config.as, config.scopes);
const requestProduct = createProductRequests(config.as);

/** What the app can call, by name. @type {Record<string, (args: any) => unknown>} */
const calls = {
  async invoke({ functionKey, payload, metadata }) {
    const call = () => post('/sandbox/invoke', { as: config.as, functionKey, payload });
    const body = await callWithConsent(call);
    return metadata ? { body, metadata: {} } : body;
  },
  fetchProduct: (request) => callWithConsent(() => requestProduct(request)),
  getContext: () => ({
    ...config.context,
    locale: 'en-US',
    timezone,
    theme: {
      colorMode: theme.mode(),
      light: 'light',
      dark: 'dark',
      contrastMode: 'no-preference',
      spacing: 'spacing',
      typography: 'typography',
      shape: 'shape',
    },
  }),
  getColorMode: () => theme.mode(),
  getLocation: () => currentLocation(),
  recordLocation: ({ action, location }) => record(action, location),
  go: (delta) => window.history.go(delta),
  getFrameId: () => frameId,
  showFlag: (flag) => showFlag(flag, (index) => tell('flagAction', { id: flag.id, index })),
  closeFlag: ({ id }) => closeFlag(id),
  navigate,
  reload: () => window.location.reload(),
  changeWindowTitle: (title) => {
    document.title = String(title);
  },
  emitReadyEvent: () => undefined,
};

/** @param {{url?: string, type: 'same-tab' | 'new-tab', target?: string}} destination */
function navigate({ url, type, target }) {
  if (url === undefined) throw new Error(`The sandbox has no page for the navigation target "${target}".`);
  const { protocol, href } = new URL(url, window.location.origin);
  if (!['http:', 'https:', 'mailto:'].includes(protocol))
    throw new Error(`Confluence does not open ${protocol} links.`);
  if (type === 'new-tab') window.open(href, '_blank', 'noopener');
  else window.location.assign(href);
}

window.addEventListener('message', async ({ source, origin, data }) => {
  if (source !== frame.contentWindow || origin !== window.location.origin || data?.forge !== 'call') return;
  const { id, name, args } = data;
  const reply = (outcome) => source.postMessage({ forge: 'reply', id, ...outcome }, origin);
  try {
    if (!Object.hasOwn(calls, name))
      throw new Error(`The sandbox does not support the bridge call "${name}".`);
    reply({ result: await calls[name](args) });
  } catch (error) {
    reply({ error: error.message });
  }
});

window.addEventListener('popstate', () => tell('location', currentLocation()));

const persona = document.querySelector('#persona');
persona.addEventListener('change', () => {
  const url = new URL(window.location.href);
  url.searchParams.set('as', persona.value);
  window.location.assign(url);
});

const themePicker = document.querySelector('#theme');
themePicker.value = config.theme;
themePicker.addEventListener('change', () => {
  theme.choose(themePicker.value);
  setParameter('theme', themePicker.value === 'auto' ? undefined : themePicker.value);
});

const toggle = document.querySelector('#settings-toggle');
toggle.addEventListener('click', () => {
  toggle.setAttribute('aria-expanded', String(toggle.getAttribute('aria-expanded') !== 'true'));
});

document.querySelector('#app-link').href = addressOf({ pathname: '/', search: '', hash: '' });

/** Takes the app to a place, as a link in it would. @param {{pathname: string, search: string, hash: string}} place */
function moveApp(place) {
  const location = { ...place, state: null, key: window.crypto.randomUUID() };
  record('PUSH', location);
  tell('location', location);
}

// After the app, which it must not hold up.
frame.addEventListener(
  'load',
  async () => {
    const { createGreeting } = await import('./greeting.js');
    createGreeting({ ...config.greeting, moveApp });
  },
  { once: true },
);

// Only now is somebody there to answer the app's first call.
frame.src = '/app/';
