import Papa from 'papaparse';
import { outcomeCsv, type OutcomeRow } from '../../../static/admin-panel/src/csv/outcomeCsv';

const row: OutcomeRow = {
  ...{ accountId: 'ada', name: 'Ada', email: 'ada@example.com' },
  ...{ outcome: 'Removed', details: 'Removed' },
};
const read = (rows: readonly OutcomeRow[]) => Papa.parse(outcomeCsv(rows).replace('\uFEFF', '')).data;

it('has a row for each change, named as Atlassian’s export names people', () => {
  expect(read([row])).toEqual([
    ['User id', 'User name', 'email', 'Outcome', 'Details'],
    ['ada', 'Ada', 'ada@example.com', 'Removed', 'Removed'],
  ]);
});

it('says in which group where it is about several', () => {
  expect(read([{ ...row, group: 'Alpha' }, row])).toEqual([
    ['User id', 'User name', 'email', 'Group', 'Outcome', 'Details'],
    ['ada', 'Ada', 'ada@example.com', 'Alpha', 'Removed', 'Removed'],
    ['ada', 'Ada', 'ada@example.com', '', 'Removed', 'Removed'],
  ]);
});
