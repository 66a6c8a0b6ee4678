import { QueryClient } from '@tanstack/react-query';
import {
  knownPerson,
  lookUpPeople,
  rememberPeople,
} from '../../../static/admin-panel/src/directory/usePeopleById';
import { person } from '../members/churningGroup';
import { bridge, json } from '../support/bridge';
import { confluencePerson, pageOfPeople } from '../support/people';

const [ada, bob] = [person('ada'), person('bob')];
let client = new QueryClient();

/** Account ids that each request asked about. */
const asked = () =>
  bridge.requests.map(({ path }) => new URL(path, 'https://site.example').searchParams.getAll('accountId'));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  client = new QueryClient();
  bridge.reset();
  bridge.answerConfluence(({ path }) => {
    const ids = new URL(path, 'https://site.example').searchParams.getAll('accountId');
    return json(pageOfPeople(ids.filter((id) => id !== 'gone').map(confluencePerson)));
  });
});
afterEach(() => vi.useRealTimers());

it('people are known for as long as the page is open, and who does not exist too', async () => {
  rememberPeople(client, [ada]);
  await lookUpPeople(client, ['bob', 'gone']);
  vi.advanceTimersByTime(10 * 3_600_000);
  expect(['ada', 'bob', 'gone', 'other'].map((id) => knownPerson(client, id))).toEqual([
    ada,
    bob,
    null,
    undefined,
  ]);
});

it('nobody is looked up twice', async () => {
  rememberPeople(client, [ada]);
  expect([...(await lookUpPeople(client, ['ada', 'bob', 'gone']))]).toEqual([
    ['ada', ada],
    ['bob', bob],
    ['gone', null],
  ]);
  vi.advanceTimersByTime(3_600_000);
  await lookUpPeople(client, ['gone', 'bob', 'ada']);
  expect(asked()).toEqual([['bob', 'gone']]);
});

it('rejects where Confluence does not answer, and asks again the next time', async () => {
  bridge.answerConfluence(() => json({ message: 'busy' }, 503));
  await expect(lookUpPeople(client, ['bob'])).rejects.toMatchObject({ error: { kind: 'unavailable' } });
  expect(knownPerson(client, 'bob')).toBeUndefined();
  bridge.answerConfluence(() => json(pageOfPeople([confluencePerson('bob')])));
  expect([...(await lookUpPeople(client, ['bob']))]).toEqual([['bob', bob]]);
});
