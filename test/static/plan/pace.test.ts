import { paceSentences } from '../../../static/admin-panel/src/plan/pace';

it('says how long many changes take, how fast they go at most, and where that comes from', () => {
  expect(paceSentences({ remove: 240, add: 0 })).toEqual([
    'This takes about 5 seconds or longer, at up to 50 removals a second.',
    'Atlassian publishes no limit for Confluence: these rates are what it names for Jira. What Confluence answers sets the pace.',
  ]);
  expect(paceSentences({ remove: 0, add: 240 })[0]).toContain('up to 100 additions a second');
  expect(paceSentences({ remove: 240, add: 1_000 })[0]).toContain(
    'about 10 seconds or longer, at up to 50 removals and 100 additions a second',
  );
});

it('says nothing of what is over at once, and never calls a limit documented', () => {
  expect(paceSentences({ remove: 50, add: 100 })).toEqual([]);
  expect(paceSentences({ remove: 51, add: 0 }).join(' ')).not.toMatch(/documented/);
});
