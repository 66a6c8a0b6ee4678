/** The moving picture: a list is dropped on a group, reviewed, its people are removed, and added back. */
import { leavers } from './files.mjs';
import { firstMembers, groupIds } from './past.mjs';
import { Recorder } from './recorder.mjs';

const STEPS = ['Drop a list', 'Review what changes', 'Make it so', 'Undo'];
const SIZE = { width: 1040, height: 744, scale: 1.5 };
/** Which of the first members the list names: first some who are in sight, whether they have an address or not. */
const IN_SIGHT = [1, 2, 4, 5, 8, 9, 11, 17, 19, 20, 12, 13, 15, 21];
const NAMED = [...IN_SIGHT, ...range(23, 90).filter((index) => index % 4 !== 2)];
/** How long things take to be read, ms. */
const READ = { glance: 900, line: 1_400, page: 2_300 };
const WHILE_MS = 120;

/**
 * @param {import('./studio.mjs').Studio} studio
 * @returns {Promise<import('./recorder.mjs').Frame[]>}
 */
export async function tour(studio) {
  const { allStaff } = groupIds;
  const first = await studio.open({ size: [SIZE.width, SIZE.height], scale: 1 });
  await first.app.getByRole('heading', { name: 'Changes go on when you close this page' }).waitFor();
  await first.close();
  const members = await firstMembers(studio, allStaff);
  const people = NAMED.map((index) => members[index]).filter(
    ({ email }, at) => at < IN_SIGHT.length || email !== '',
  );
  const file = leavers(people);
  const { page, app, close } = await studio.open({
    size: [SIZE.width, SIZE.height],
    scale: SIZE.scale,
    path: `/groups/${allStaff}`,
  });
  const recorder = new Recorder(page);
  const button = (name) => app.getByRole('button', { name, exact: true });

  await recorder.begin(STEPS, [980, 684]);
  await recorder.step(0);
  await button('All 1,200').waitFor();
  await studio.imagesAreThere(app);
  await recorder.hold(READ.line);
  await recorder.carry(file.name);
  await recorder.glide([560, 420]);
  await hover(app, file);
  await recorder.hold(READ.glance);
  await recorder.carry();
  await drop(app, file);
  const review = button(`Review ${people.length} people`);
  await app.getByText('People are still being looked up.').waitFor({ state: 'detached' });
  await recorder.hold(READ.page);
  await recorder.click(review);

  await recorder.step(1);
  await app
    .getByText(/^Loses Confluence/)
    .first()
    .waitFor();
  await recorder.hold(READ.page);
  const number = app.getByRole('textbox', { name: /^Type / });
  await recorder.click(number);
  for (const digit of String(people.length)) {
    await page.keyboard.type(digit);
    await recorder.hold(250);
  }
  await recorder.step(2);
  await recorder.click(button(`Remove ${people.length} people`));
  const receipt = app.getByRole('region', { name: 'Receipt' });
  await app.getByRole('region', { name: 'Progress' }).waitFor();
  await studio.scrollToTop(app);
  await recorder.follow(receipt, WHILE_MS);
  await recorder.hold(READ.page);

  await recorder.step(3);
  await recorder.click(receipt.getByRole('button', { name: 'Undo', exact: true }));
  const addBack = button(`Add ${people.length} people back`);
  await addBack.waitFor();
  await app.getByText('Asking…').first().waitFor({ state: 'detached' });
  await recorder.hold(READ.line);
  await recorder.click(addBack);
  await app.getByRole('region', { name: 'Progress' }).waitFor();
  await studio.scrollToTop(app);
  await recorder.follow(receipt.getByText(/^Added .+ back to all-staff$/), WHILE_MS);
  await button('All 1,200').waitFor();
  await recorder.hold(READ.page);
  await close();
  return recorder.frames;
}

/** Holds a file over the app as a browser does. */
async function hover(app, file) {
  await app.locator('body').evaluate(fireDrag, ['dragover', file.name, '']);
}

async function drop(app, file) {
  await app.locator('body').evaluate(fireDrag, ['drop', file.name, file.buffer.toString()]);
}

/** Runs in the page. */
function fireDrag(element, [type, name, content]) {
  const { DataTransfer, DragEvent, File } = element.ownerDocument.defaultView;
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([content], name, { type: 'text/csv' }));
  element.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
}

/** Whole numbers from `first` to the one before `end`. */
function range(first, end) {
  return Array.from({ length: end - first }, (_, index) => first + index);
}
