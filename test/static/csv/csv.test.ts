import Papa from 'papaparse';
import { csvOf, csvWithPauses } from '../../../static/admin-panel/src/csv/csv';
import { fileText } from '../support/fileText';

it('is the same with pauses and without, however many rows there are', async () => {
  for (const count of [0, 1, 249, 250, 251, 1_000]) {
    const rows = Array.from({ length: count }, (_, n) => [`=${n}`, 'a "quoted"\nname', '']);
    const pauses: number[] = [];
    const parts = await csvWithPauses(
      ['A', 'B', 'C'],
      rows,
      (row) => row,
      () => Promise.resolve(void pauses.push(1)),
    );
    const text = fileText(parts);
    expect(text).toBe(csvOf(['A', 'B', 'C'], rows));
    expect(Papa.parse(text).data).toHaveLength(count + 1);
    expect(pauses).toHaveLength(Math.ceil(count / 250));
  }
});
