import { render } from '@testing-library/react';
import { defineMessages, ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';

const messages = defineMessages('test', {
  plain: 'Members of the group',
  members: '{count, plural, one {# member} other {# members}}',
  removed: 'Removed {name} from {group}.',
  how: '{how, select, left {They left {group}} other {They stay}}',
  nested: '{count, plural, one {{name} has # group} other {{name} has # groups}}',
});

afterEach(() => setLanguage(ENGLISH));

it('counts by the rules of the language, and writes numbers its way', () => {
  expect(messages.text('members', { count: 1 })).toBe('1 member');
  expect(messages.text('members', { count: 50_000 })).toBe('50,000 members');
  expect(messages.text('how', { how: 'left', group: 'ops' })).toBe('They left ops');
  expect(messages.text('how', { how: 'none of them', group: 'ops' })).toBe('They stay');
});

it('leaves values as they are, whatever they look like', () => {
  const name = '<b>{name}</b> \\u0041 %s';
  expect(messages.text('removed', { name, group: '{group}' })).toBe(`Removed ${name} from {group}.`);
});

it('shows elements in their places', () => {
  const { container } = render(
    <p>{messages.node('removed', { name: <bdi>Ada</bdi>, group: <bdi>{'<i>ops</i>'}</bdi> })}</p>,
  );
  expect(container.innerHTML).toBe('<p>Removed <bdi>Ada</bdi> from <bdi>&lt;i&gt;ops&lt;/i&gt;</bdi>.</p>');
});

it('says everything in another language once it is set', () => {
  setLanguage(PSEUDO_LANGUAGE);
  expect(messages.text('plain')).toBe('Mémbérs óf thé gróúp');
  expect(messages.text('nested', { count: 2, name: 'Ada' })).toBe('Ada hás 2 gróúps');
});

it('knows the arguments of each message', () => {
  const misuse = () => [
    // @ts-expect-error -- the group is missing
    messages.text('removed', { name: 'Ada' }),
    // @ts-expect-error -- a count is a number
    messages.text('members', { count: 'two' }),
    // @ts-expect-error -- there is no such message
    messages.text('absent'),
    // @ts-expect-error -- text has no elements
    messages.text('removed', { name: <b />, group: 'ops' }),
    // @ts-expect-error -- found within the options of a plural
    messages.text('nested', { count: 1 }),
  ];
  expect(misuse).toBeInstanceOf(Function);
});
