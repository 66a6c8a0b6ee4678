import { screen, waitFor, within } from '@testing-library/react';
import type { ErrorKind } from '../../../src/contract';
import { MAX_PROTECTED_PEOPLE } from '../../../src/contract/limits';
import ProtectedPeople from '../../../static/admin-panel/src/groups/home/ProtectedPeople';
import { bridge } from '../support/bridge';
import { GroupsSite } from './support/groupsSite';
import { showInPage } from './support/showInPage';

let accountIds: string[];
/** Why the list cannot be changed. */
let refusal: ErrorKind | undefined;
const onClose = vi.fn();

beforeEach(() => {
  GroupsSite.open();
  accountIds = ['ada-1'];
  refusal = undefined;
  onClose.mockReset();
  bridge.answerInvocations({
    listProtected: () => ({ ok: true, accountIds }),
    changeProtected: ({ accountId, isProtected }) => {
      if (refusal) return { ok: false, error: { kind: refusal } };
      const others = accountIds.filter((id) => id !== accountId);
      accountIds = isProtected ? [...others, accountId] : others;
      return { ok: true, accountIds };
    },
  });
});

const show = () => showInPage(<ProtectedPeople onClose={onClose} />).user;
const findList = () => screen.findByRole('list', { name: 'People on the list' });
const find = (what: string) => screen.findByRole('button', { name: what });

it('lists who is protected, by name and email', async () => {
  show();
  await waitFor(async () => expect((await findList()).textContent).toContain('Ada Lovelace'));
  expect((await findList()).textContent).toContain('ada@example.com');
  expect(screen.getByText('1 person is protected.')).toBeDefined();
  expect(
    screen.getByText(/^No one can be removed from a group here while they are on this list\./),
  ).toBeDefined();
});

it('puts a person on the list who was found', async () => {
  const user = show();
  await user.type(await screen.findByRole('searchbox', { name: 'Find people to protect' }), 'caleb');
  await user.click(await find('Choose Caleb Norris'));
  expect(await screen.findByText(/^Added/)).toBeDefined();
  expect(within(await findList()).getByText('Caleb Norris')).toBeDefined();
  expect(bridge.invocations).toContainEqual(['changeProtected', { accountId: 'caleb-1', isProtected: true }]);
  expect(document.activeElement).toBe(screen.getByRole('searchbox'));
});

it('does not offer who is on the list already', async () => {
  const user = show();
  await user.type(await screen.findByRole('searchbox'), 'ada');
  const found = await screen.findByRole('list', { name: 'People found' });
  expect(within(found).getByText('On the list')).toBeDefined();
  expect(within(found).queryByRole('button')).toBeNull();
});

it('takes a person off the list, and keeps the focus in the dialog', async () => {
  const user = show();
  await user.click(await find('Take off Ada Lovelace'));
  expect(await screen.findByText('Nobody is protected.')).toBeDefined();
  expect(accountIds).toEqual([]);
  expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true);
});

it('says why an edit was not made, and makes it again', async () => {
  const user = show();
  refusal = 'storage';
  await user.click(await find('Take off Ada Lovelace'));
  expect(await screen.findByText('Ada Lovelace could not be taken off the list')).toBeDefined();
  expect(within(await findList()).getByText('Ada Lovelace')).toBeDefined();
  refusal = undefined;
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Nobody is protected.')).toBeDefined();
});

it('says why the list is not there', async () => {
  bridge.answerInvocations({ listProtected: () => ({ ok: false, error: { kind: 'permission' } }) });
  show();
  expect(await screen.findByText('The list could not be read')).toBeDefined();
  expect(screen.queryByRole('searchbox')).toBeNull();
});

it('names an account that Confluence has no more by its id', async () => {
  accountIds = ['gone-1'];
  show();
  expect(await screen.findByText('Confluence knows no such person.')).toBeDefined();
  expect(await find('Take off gone-1')).toBeDefined();
});

it('takes nobody more when the list is full', async () => {
  accountIds = Array.from({ length: MAX_PROTECTED_PEOPLE }, (_, n) => `person-${n}`);
  show();
  expect(await screen.findByText(/^The list is full: it takes 100 people\./)).toBeDefined();
  expect(screen.queryByRole('searchbox')).toBeNull();
});

it('closes', async () => {
  const user = show();
  await user.click(await find('Close'));
  expect(onClose).toHaveBeenCalled();
});
