import { paceWords } from '../../../static/admin-panel/src/run/confirm/paceWords';

it('says how long many changes take, how fast they go at most, and where that comes from', () => {
  expect(paceWords('remove', 240)).toEqual([
    'This takes about 5 seconds or longer, at up to 50 a second. Keep this page open.',
    'Atlassian publishes no limit for Confluence: 50 a second is what it names for Jira. What Confluence answers sets the pace.',
  ]);
  expect(paceWords('add', 240)[0]).toContain('up to 100 a second');
});

it('says nothing of what is over at once, and never calls a limit documented', () => {
  expect(paceWords('remove', 50)).toEqual([]);
  expect(paceWords('remove', 51).join(' ')).not.toMatch(/documented/);
});
