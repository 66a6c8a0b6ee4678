import { act, render, screen } from '@testing-library/react';
import { Menu } from '../../../static/admin-panel/src/ui/Menu';
import { setupUser } from '../support/setupUser';

const onCopy = vi.fn();
const onExport = vi.fn();

beforeEach(() => {
  onCopy.mockReset();
  onExport.mockReset();
});

function show() {
  render(
    <>
      <Menu
        label="More actions"
        items={[
          { id: 'export', label: 'Export all 240', isDisabled: true, onSelect: onExport },
          { id: 'copy', label: 'Copy ID', onSelect: onCopy },
          { id: 'reload', label: 'Reload', onSelect: () => undefined },
        ]}
      />
      <button type="button">Elsewhere</button>
    </>,
  );
  return setupUser();
}

const button = () => screen.getByRole('button', { name: 'More actions' });
const focused = () => document.activeElement?.textContent;
const isOpen = () => screen.queryByRole('menu', { name: 'More actions' }) !== null;

it('opens with a click or an arrow key, with the focus on an item', async () => {
  const user = show();
  expect(button().getAttribute('aria-haspopup')).toBe('menu');
  expect(button().getAttribute('aria-expanded')).toBe('false');
  await user.click(button());
  expect(button().getAttribute('aria-expanded')).toBe('true');
  expect(focused()).toBe('Export all 240');
  await user.keyboard('{Escape}{ArrowUp}');
  expect(focused()).toBe('Reload');
  await user.keyboard('{Escape}{ArrowDown}');
  expect(focused()).toBe('Export all 240');
});

it('is walked through in a circle', async () => {
  const user = show();
  await user.click(button());
  for (const [key, name] of [
    ['ArrowDown', 'Copy ID'],
    ['End', 'Reload'],
    ['ArrowDown', 'Export all 240'],
    ['ArrowUp', 'Reload'],
    ['Home', 'Export all 240'],
  ] as const) {
    await user.keyboard(`{${key}}`);
    expect(focused()).toBe(name);
  }
});

it('does what is chosen, and gives the focus back first', async () => {
  const user = show();
  onCopy.mockImplementation(() => expect(document.activeElement).toBe(button()));
  await user.click(button());
  await user.click(screen.getByRole('menuitem', { name: 'Copy ID' }));
  expect(onCopy).toHaveBeenCalledTimes(1);
  expect(isOpen()).toBe(false);
});

it('names what cannot be done now, and does not do it', async () => {
  const user = show();
  await user.click(button());
  expect(screen.getByRole('menuitem', { name: 'Export all 240' }).getAttribute('aria-disabled')).toBe('true');
  await user.keyboard('{Enter}');
  expect(onExport).not.toHaveBeenCalled();
  expect(isOpen()).toBe(true);
});

it.each([
  ['{Escape}', 'More actions'],
  ['{Tab}', 'Elsewhere'],
])('closes with %s', async (key, next) => {
  const user = show();
  await user.click(button());
  await user.keyboard(key);
  expect(isOpen()).toBe(false);
  expect(document.activeElement?.getAttribute('aria-label') ?? focused()).toBe(next);
});

it('closes where something else is clicked or gets the focus', async () => {
  const user = show();
  await user.click(button());
  await user.click(document.body);
  expect(isOpen()).toBe(false);
  await user.click(button());
  act(() => screen.getByRole('button', { name: 'Elsewhere' }).focus());
  expect(isOpen()).toBe(false);
  await user.click(button());
  await user.click(button());
  expect(isOpen()).toBe(false);
});
