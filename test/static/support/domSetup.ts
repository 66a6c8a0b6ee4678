import { cleanup, configure } from '@testing-library/react';
import { bridge } from './bridge';
import { reuseComputedStyles } from './computedStyles';
import { endPauses, shortenPauses } from './pauses';

// Less than a test has, and enough on a machine that does other things meanwhile.
configure({ asyncUtilTimeout: 20_000 });

beforeEach(shortenPauses);
afterEach(async () => {
  cleanup();
  bridge.mute();
  endPauses();
  // A click may have begun with a module that is still on its way.
  await vi.dynamicImportSettled();
  window.localStorage.clear();
  window.sessionStorage.clear();
});

// jsdom knows the element and not how it opens.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  if (!this.open) return;
  this.open = false;
  this.dispatchEvent(new Event('close'));
};
HTMLElement.prototype.scrollIntoView = () => undefined;
// jsdom has files, and not the way to read one by a promise.
Blob.prototype.arrayBuffer = function arrayBuffer() {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      if (reader.result instanceof ArrayBuffer) resolve(reader.result);
    };
    reader.onerror = () => reject(reader.error ?? new Error('It was not read.'));
    reader.readAsArrayBuffer(this);
  });
};
// jsdom lays nothing out, so that every window is a wide one.
window.matchMedia = (media) =>
  Object.assign(new EventTarget(), {
    ...{ media, matches: false, onchange: null },
    ...{ addListener: () => undefined, removeListener: () => undefined },
  });
// As every browser has it, and jsdom leaves out.
document.documentElement.style.fontSize = '16px';
if (!document.defaultView) throw new Error('jsdom has a window.');
reuseComputedStyles(document.defaultView);
