import Papa from 'papaparse';
import { outcomeCsv, type OutcomeRow } from '../../../static/admin-panel/src/csv/outcomeCsv';

const row: OutcomeRow = {
  ...{ accountId: 'ada', name: 'Ada', email: 'ada@example.com' },
  ...{ action: 'remove', groupId: 'g-1', group: 'Alpha' },
  ...{ outcome: 'Removed', details: '=1+1' },
};
const added: OutcomeRow = {
  ...{ accountId: 'ben', name: '', email: '' },
  ...{ action: 'add', groupId: 'g-2', group: '' },
  ...{ outcome: 'Added', details: '' },
};

it('has a row for each change, which names people as Atlassian’s export does', () => {
  expect(Papa.parse(outcomeCsv([row, added]).replace('\uFEFF', '')).data).toEqual([
    ['User id', 'User name', 'email', 'Action', 'Group id', 'Group', 'Outcome', 'Details'],
    ['ada', 'Ada', 'ada@example.com', 'remove', 'g-1', 'Alpha', 'Removed', "'=1+1"],
    ['ben', '', '', 'add', 'g-2', '', 'Added', ''],
  ]);
});
