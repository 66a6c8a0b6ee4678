/**
 * The app's half of the bridge, first script in its page: `window.__bridge`, which the real `@forge/bridge` calls.
 * Functions cannot cross to the host, so what takes callbacks keeps them here.
 */
(() => {
  const host = window.parent;
  // Opened on its own the page has no host, and @forge/bridge says so itself.
  if (host === window) return;
  const { origin } = window.location;

  /** @type {Map<number, {resolve: (value: unknown) => void, reject: (error: Error) => void}>} */
  const pending = new Map();
  let lastId = 0;

  /** Asks the host. @param {string} name @param {unknown} [args] @returns {Promise<any>} */
  function ask(name, args) {
    return new Promise((resolve, reject) => {
      lastId += 1;
      host.postMessage({ forge: 'call', id: lastId, name, args }, origin);
      pending.set(lastId, { resolve, reject });
    });
  }

  /** What happens when the host tells of something, by name. @type {Record<string, (detail: any) => void>} */
  const onHostEvent = {
    theme: (mode) => {
      if (themed) applyTheme(mode);
    },
    location: (next) => moveTo('POP', next),
    flagAction: ({ id, index }) => flagActions.get(id)?.[index]?.(),
  };

  window.addEventListener('message', ({ source, origin: from, data }) => {
    if (source !== host || from !== origin) return;
    if (data?.forge === 'event') onHostEvent[data.name]?.(data.detail);
    if (data?.forge !== 'reply') return;
    const call = pending.get(data.id);
    pending.delete(data.id);
    if ('error' in data) call?.reject(new Error(data.error));
    else call?.resolve(data.result);
  });

  // Theme
  let themed = false;

  /** @param {'light' | 'dark'} mode */
  function applyTheme(mode) {
    const { dataset } = document.documentElement;
    dataset.theme = 'light:light dark:dark spacing:spacing typography:typography shape:shape';
    dataset.colorMode = mode;
  }

  async function enableTheming() {
    themed = true;
    applyTheme(await ask('getColorMode'));
  }

  // History, in the shape of the `history` package, as Forge gives it
  /** @typedef {{pathname: string, search: string, hash: string, state: unknown, key: string}} AppLocation */

  /** Every history handed out; they move together. @type {{action: string, location: AppLocation}[]} */
  const histories = [];
  /** @type {Set<(location: AppLocation, action: string) => void>} */
  const listeners = new Set();

  /** @param {'PUSH' | 'REPLACE' | 'POP'} action @param {AppLocation} location */
  function moveTo(action, location) {
    for (const history of histories) Object.assign(history, { action, location });
    for (const listener of [...listeners]) listener(location, action);
  }

  /** @param {string | Partial<AppLocation>} to @param {AppLocation} from @returns {Omit<AppLocation, 'state' | 'key'>} */
  function resolve(to, from) {
    const base = `app:${from.pathname}${from.search}`;
    if (typeof to === 'string') {
      const { pathname, search, hash } = new URL(to, base);
      return { pathname, search, hash };
    }
    const withMark = (part, mark) =>
      !part || part === mark ? '' : part.startsWith(mark) ? part : mark + part;
    const pathname = to.pathname ? new URL(to.pathname, base).pathname : from.pathname;
    return { pathname, search: withMark(to.search, '?'), hash: withMark(to.hash, '#') };
  }

  async function createHistory() {
    const location = await ask('getLocation');
    const change = (action, to, state) => {
      const ownState = typeof to === 'object' ? to.state : undefined;
      const next = {
        ...resolve(to, history.location),
        state: state ?? ownState ?? null,
        key: Math.random().toString(36).slice(2, 10),
      };
      void ask('recordLocation', { action, location: next });
      moveTo(action, next);
    };
    const go = (delta) => void ask('go', delta);
    const history = {
      action: 'POP',
      location,
      push: (to, state) => change('PUSH', to, state),
      replace: (to, state) => change('REPLACE', to, state),
      go,
      back: () => go(-1),
      forward: () => go(1),
      goBack: () => go(-1),
      goForward: () => go(1),
      listen(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      createHref(to) {
        const { pathname, search, hash } = resolve(to, history.location);
        return pathname + search + hash;
      },
    };
    histories.push(history);
    return history;
  }

  // Events between the frames of one app; the sandbox has one frame, so they stay in it
  /** @type {Map<string, Set<(payload: unknown) => void>>} */
  const subscribers = new Map();

  function on({ event, callback }) {
    const callbacks = subscribers.get(event) ?? new Set();
    subscribers.set(event, callbacks.add(callback));
    return { unsubscribe: () => void callbacks.delete(callback) };
  }

  function emit({ event, payload }) {
    for (const callback of [...(subscribers.get(event) ?? [])]) callback(payload);
  }

  // Flags
  /** @type {Map<string | number, (() => void)[]>} */
  const flagActions = new Map();

  function showFlag({ actions = [], ...flag }) {
    flagActions.set(
      flag.id,
      actions.map(({ onClick }) => onClick),
    );
    return ask('showFlag', { ...flag, actions: actions.map(({ text }) => text) });
  }

  function closeFlag({ id }) {
    flagActions.delete(id);
    return ask('closeFlag', { id });
  }

  /** Calls answered here; `askable` ones go to the host as they are. @type {Record<string, (args: any) => unknown>} */
  const local = {
    enableTheming,
    createHistory,
    on,
    emit,
    onPublic: on,
    emitPublic: emit,
    showFlag,
    closeFlag,
  };
  const askable = [
    'invoke',
    'fetchProduct',
    'getContext',
    'getFrameId',
    'navigate',
    'reload',
    'changeWindowTitle',
    'emitReadyEvent',
  ];

  window.__bridge = {
    /** @param {string} name @param {unknown} [args] @returns {Promise<unknown>} */
    async callBridge(name, args) {
      if (Object.hasOwn(local, name)) return local[name](args);
      if (askable.includes(name)) return ask(name, args);
      throw new Error(`The sandbox does not support the bridge call "${name}".`);
    },
  };
})();
