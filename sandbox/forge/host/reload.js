/** For `npm run dev` only: loads the page again once the app or the sandbox is another. */

const RETRY_MS = 500;
let shown;

listen();

function listen() {
  const stream = new window.EventSource('/sandbox/reloads');
  stream.addEventListener('message', ({ data: version }) => {
    shown ??= version;
    if (version !== shown) window.location.reload();
  });
  stream.addEventListener('error', () => {
    // Some browsers give up where the sandbox cannot be reached at all.
    if (stream.readyState === window.EventSource.CLOSED) window.setTimeout(listen, RETRY_MS);
  });
}
