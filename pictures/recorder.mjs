/** Records what a page shows as frames, with a pointer that is seen, and a strip below the app that says which step it is. */

const STRIP_HEIGHT = 44;
const GLIDE = { frames: 9, ms: 40 };
/** How long the ring of a click is seen, ms. */
const CLICK_MS = 180;
/** How long a page that was scrolled is seen before the pointer moves, ms. */
const SCROLLED_MS = 500;

/** @typedef {{ image: Buffer, ms: number }} Frame a PNG, and how long it is shown */

export class Recorder {
  /** @type {Frame[]} */
  frames = [];
  #page;
  #at;

  constructor(page) {
    this.#page = page;
  }

  /** @param {readonly string[]} steps what the strip has, in order @param {[number, number]} at where the pointer is first */
  async begin(steps, at) {
    await this.#page.locator('body').evaluate(drawStrip, { steps, height: STRIP_HEIGHT });
    await this.#put(at);
  }

  /** Marks a step of the strip, from 0. */
  async step(index) {
    await this.#page.locator('[data-step]').evaluateAll((steps, current) => {
      for (const [at, { style }] of steps.entries()) {
        style.opacity = at === current ? '1' : '0.5';
        style.fontWeight = at === current ? '600' : '400';
      }
    }, index);
  }

  /** Shows the page as it is for so long, ms. */
  async hold(ms) {
    const image = await this.#page.screenshot();
    const last = this.frames.at(-1);
    if (last?.image.equals(image)) last.ms += ms;
    else this.frames.push({ image, ms });
  }

  /** Shows the page as it changes, every `ms`, until `locator` is there. */
  async follow(locator, ms) {
    while (!(await locator.isVisible())) await this.hold(ms);
  }

  /** Moves the pointer onto an element, which the page scrolls to first where it has to. */
  async moveTo(locator) {
    const before = await locator.boundingBox();
    await locator.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await locator.boundingBox();
    if (y !== before.y) await this.hold(SCROLLED_MS);
    await this.glide([x + Math.min(width / 2, 120), y + height / 2]);
  }

  async click(locator) {
    await this.moveTo(locator);
    await this.hold(CLICK_MS);
    await this.#setRing(true);
    await this.hold(CLICK_MS);
    await this.#setRing(false);
    await locator.click();
  }

  /** Moves the pointer, and what it carries, from where it is. */
  async glide(to) {
    const from = this.#at;
    for (let frame = 1; frame <= GLIDE.frames; frame += 1) {
      const part = frame / GLIDE.frames;
      const eased = part * part * (3 - 2 * part);
      await this.#put([0, 1].map((axis) => Math.round(from[axis] + (to[axis] - from[axis]) * eased)));
      await this.hold(GLIDE.ms);
    }
  }

  /** Has the pointer carry a file of this name, or none. */
  async carry(name = '') {
    await this.#page.locator('#recorder-file').evaluate((file, text) => {
      file.textContent = text;
      file.hidden = text === '';
    }, name);
  }

  async #setRing(isShown) {
    await this.#page.locator('#recorder-ring').evaluate((ring, shown) => {
      ring.hidden = !shown;
    }, isShown);
  }

  async #put(at) {
    this.#at = at;
    await this.#page.mouse.move(...at);
    await this.#page.locator('#recorder-pointer').evaluate(({ style }, [x, y]) => {
      style.translate = `${x}px ${y}px`;
    }, at);
  }
}

/** Runs in the page around the app: draws the strip, the pointer, its ring and the file it carries. */
function drawStrip(body, { steps, height }) {
  const document = body.ownerDocument;
  body.querySelector('iframe').style.blockSize = `calc(100vh - ${height}px)`;
  const draw = (parent, style, properties = {}) => {
    const element = Object.assign(document.createElement('div'), properties);
    element.style.cssText = style;
    return parent.appendChild(element);
  };
  const strip = draw(
    body,
    `position: fixed; inset: auto 0 0; block-size: ${height}px; z-index: 2000; display: flex; align-items: center;
     justify-content: center; gap: 36px; background: #1c2b42; color: #fff; font: 15px sans-serif`,
  );
  for (const [index, step] of steps.entries()) {
    draw(strip, '', { textContent: `${index + 1}  ${step}` }).dataset.step = '';
  }
  const pointer = draw(body, 'position: fixed; inset: 0 auto auto 0; z-index: 3000; pointer-events: none', {
    id: 'recorder-pointer',
  });
  draw(
    pointer,
    'position: absolute; inset: -18px auto auto -18px; inline-size: 36px; block-size: 36px; border-radius: 50%; background: #1868db55; border: 2px solid #1868db; box-sizing: border-box',
    { id: 'recorder-ring', hidden: true },
  );
  draw(
    pointer,
    `position: absolute; inset: 20px auto auto 12px; padding: 8px 14px 8px 12px; border-radius: 4px; background: #fff;
     border-inline-start: 6px solid #22a06b; box-shadow: 0 4px 12px #0005; color: #292a2e; font: 600 14px sans-serif; white-space: nowrap`,
    { id: 'recorder-file', hidden: true },
  );
  const arrow = 'M1 1 L1 19 L5.6 15 L8.8 22 L12 20.6 L8.9 13.8 L15 13.4 Z';
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 18 24');
  svg.style.cssText = 'position: absolute; inline-size: 21px; block-size: 28px; overflow: visible';
  const path = svg.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'path'));
  for (const [name, value] of Object.entries({
    d: arrow,
    fill: '#111',
    stroke: '#fff',
    'stroke-width': '1.5',
  })) {
    path.setAttribute(name, value);
  }
  pointer.append(svg);
}
