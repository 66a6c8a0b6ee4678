import { render, screen } from '@testing-library/react';
import type { AppError } from '../../../src/contract';
import { RemovalResult } from '../../../static/admin-panel/src/removal/RemovalResult';
import type { RowState } from '../../../static/admin-panel/src/removal/rowState';
import { setupUser } from '../support/setupUser';

const refused: AppError = {
  kind: 'invalid',
  status: 400,
  detail: 'accountId is invalid',
  response: { status: 400, headers: {}, body: '' },
};
const failed: RowState = { status: 'failed', error: refused };

function show(state: RowState | undefined, saidInDock: AppError['kind'][] = []) {
  const result = (of: RowState | undefined) => (
    <RemovalResult name="Ada" state={of} saidInDock={saidInDock} />
  );
  const { rerender } = render(result(state));
  return {
    user: setupUser(),
    become: (next: RowState | undefined) => rerender(result(next)),
  };
}

const details = () => screen.queryByRole('button', { name: 'Details of Ada' });
const live = () => document.querySelector('[aria-live="polite"]');

it('is a live region before it has words, and keeps it', () => {
  const { become } = show(undefined);
  const region = live();
  expect(region?.textContent).toBe('');
  become(failed);
  expect(live()).toBe(region);
  expect(region?.textContent).toBe('Not removed. Confluence did not accept the request.');
});

it('is one line until its details are asked for, and again once something else came of it', async () => {
  const { user, become } = show(failed);
  expect(details()?.getAttribute('aria-expanded')).toBe('false');
  expect(screen.queryByText('Response details')).toBeNull();
  await user.click(screen.getByText('Details'));
  expect(details()?.getAttribute('aria-expanded')).toBe('true');
  screen.getByText('accountId is invalid');
  screen.getByText('Response details');
  become({ status: 'stillMember' });
  expect(screen.queryByText(/may yet take place/)).toBeNull();
  await user.click(screen.getByText('Details'));
  screen.getByText(/may yet take place/);
  await user.click(screen.getByText('Details'));
  expect(screen.queryByText(/may yet take place/)).toBeNull();
});

it.each<[string, RowState]>([
  ['is under way', { status: 'removing' }],
  ['was not attempted', { status: 'notAttempted' }],
])('has no details where the removal %s', (_, state) => {
  show(state);
  expect(details()).toBeNull();
});

it('leaves them to the dock where that has them', () => {
  show(failed, ['invalid']);
  expect(details()).toBeNull();
});
