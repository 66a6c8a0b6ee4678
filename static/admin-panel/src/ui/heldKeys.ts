/** A held Enter repeats: on a button only the press that began there counts, so that none confirms by accident. */
export function ignoreHeldKeys(): void {
  document.addEventListener(
    'keydown',
    (event) => {
      const presses = event.key === 'Enter' || event.key === ' ';
      if (event.repeat && presses && event.target instanceof HTMLButtonElement) event.preventDefault();
    },
    { capture: true },
  );
}
