import { act, screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { browserTools } from '../../../static/admin-panel/src/host/tools';
import { bridge } from '../support/bridge';
import { readsOf } from '../support/groupSite';
import { CompareSite } from './support/compareSite';
import { actionNames, namesShown, partNames, showCompare } from './support/showCompare';

afterEach(() => vi.restoreAllMocks());

const SMALL = '/compare/a/g-con/b/g-des';
const LARGE = '/compare/a/g-con/b/g-all';
const MINUTE_MS = 60_000;

const findButton = (name: string | RegExp) => screen.findByRole('button', { name });
const partsAre = (...names: string[]) => waitFor(() => expect(partNames()).toEqual(names));
const tick = (user: UserEvent, name: string) =>
  user.click(screen.getByRole('checkbox', { name: `Select ${name}` }));

async function reload(user: UserEvent): Promise<void> {
  await user.click(await findButton('More actions'));
  await user.click(screen.getByRole('menuitem', { name: 'Reload' }));
}

/** Has the browser's clock go on. */
function pass(ms: number): void {
  const { clock } = browserTools;
  vi.spyOn(browserTools, 'clock', 'get').mockReturnValue({ ...clock, now: () => clock.now() + ms });
}

/** The browser's tab comes in sight, as the browser tells it. */
const showTab = () => act(() => Promise.resolve(window.dispatchEvent(new Event('visibilitychange'))));

it('reads both groups anew, and keeps those ticked who are still there', async () => {
  const { user, site } = showCompare(SMALL);
  await partsAre('Only in contractors 3', 'In both 1', 'Only in design-team 2');
  await tick(user, 'Name bo');
  await tick(user, 'Name cy');
  site.change({ action: 'remove', groupId: 'g-con', accountId: 'cy' });
  site.change({ action: 'add', groupId: 'g-des', accountId: 'ada' });
  await reload(user);
  await partsAre('Only in contractors 1', 'In both 2', 'Only in design-team 2');
  await screen.findByText('The members were read anew.');
  screen.getByText('1 selected');
  expect(namesShown()).toEqual(['Name bo']);
  screen.getByText('As Confluence lists the members.');
});

it('asks anew about those who were asked about', async () => {
  const { user, site } = showCompare(LARGE);
  await partsAre('Only in contractors 2', 'In both 2', 'Only in all-staff 2,401');
  site.change({ action: 'add', groupId: 'g-all', accountId: 'dee' });
  await reload(user);
  await partsAre('Only in contractors 1', 'In both 3', 'Only in all-staff 2,401');
  expect(readsOf().filter((read) => read.startsWith('memberof'))).toHaveLength(8);
});

it('plans nothing while it is read anew', async () => {
  const site = new CompareSite();
  const { user, path } = showCompare(SMALL, site);
  await partsAre('Only in contractors 3', 'In both 1', 'Only in design-team 2');
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  bridge.answerConfluence(async (request) => {
    await held;
    return site.answer(request);
  });
  await reload(user);
  screen.getByText('Reading the members anew…', { selector: 'p' });
  const add = await findButton('Add 3 to design-team');
  expect(add).toHaveProperty('disabled', true);
  await user.click(add);
  expect(path()).toBe(SMALL);
  await user.click(await findButton('More actions'));
  for (const item of screen.getAllByRole('menuitem')) {
    expect(item.getAttribute('aria-disabled')).toBe('true');
  }
  goOn();
  await screen.findByText('As Confluence lists the members.');
  expect(actionNames()).toContain('Add 3 to design-team');
  await user.click(await findButton('Add 3 to design-team'));
  expect(path()).toBe('/plan');
});

it('keeps what was read when it cannot be read anew, and says why', async () => {
  const { user, site } = showCompare(SMALL);
  await partsAre('Only in contractors 3', 'In both 1', 'Only in design-team 2');
  await tick(user, 'Name bo');
  site.down.add('group/g-con/membersByGroupId');
  await reload(user);
  await screen.findByRole('alert');
  expect(partNames()[0]).toBe('Only in contractors 3');
  screen.getByText('1 selected');
  expect(screen.queryByText('The members were read anew.')).toBeNull();
});

describe('when it comes in sight again', () => {
  it('more than five minutes after it was read, it is read anew by itself', async () => {
    const { user, site, go } = showCompare(SMALL);
    await partsAre('Only in contractors 3', 'In both 1', 'Only in design-team 2');
    await tick(user, 'Name bo');
    await tick(user, 'Name cy');
    go('/people');
    site.change({ action: 'remove', groupId: 'g-con', accountId: 'cy' });
    pass(5 * MINUTE_MS + 1);
    const asked = bridge.requests.length;
    await showTab();
    expect(bridge.requests).toHaveLength(asked);
    go(SMALL);
    await partsAre('Only in contractors 2', 'In both 1', 'Only in design-team 2');
    screen.getByText('1 selected');
  });

  it('before that, it stays as it is', async () => {
    const { go } = showCompare(SMALL);
    await partsAre('Only in contractors 3', 'In both 1', 'Only in design-team 2');
    const asked = bridge.requests.length;
    go('/people');
    pass(4 * MINUTE_MS);
    go(SMALL);
    await showTab();
    await screen.findByText('As Confluence lists the members.');
    expect(bridge.requests).toHaveLength(asked);
  });

  it('with the tab of the browser, it is read anew too', async () => {
    const { site } = showCompare(SMALL);
    await partsAre('Only in contractors 3', 'In both 1', 'Only in design-team 2');
    site.change({ action: 'remove', groupId: 'g-con', accountId: 'cy' });
    pass(5 * MINUTE_MS + 1);
    await showTab();
    await partsAre('Only in contractors 2', 'In both 1', 'Only in design-team 2');
  });
});
