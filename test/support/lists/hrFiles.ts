/** Lists as personnel departments keep them in Excel, in several countries. */
import { inTurn, splitName, tableFile, textFile, type SampleFile, type SamplePerson } from './sampleFile';

/** What "Unicode text" of a German Excel is: UTF-16, tabs, dates with dots. */
export function germanLeavers(people: readonly SamplePerson[]): SampleFile {
  const header = [
    ...['Personalnr.', 'Nachname', 'Vorname', 'E-Mail-Adresse (dienstlich)', 'Austrittsdatum'],
    'Kostenstelle',
  ];
  const rows = people.map(({ name, email }, index) => {
    const { first, last } = splitName(name);
    const leaves = inTurn(['28.11.2026', '29.11.2026', '30.11.2026'], index);
    return [String(10_233 + 7 * index), last, first, email, leaves, String(4_711 + index)];
  });
  return tableFile('Austritte.txt', [header, ...rows], {
    ...{ delimiter: '\t', lineEnd: '\r\n', encoding: 'utf-16le with BOM' },
  });
}

/** The same as the programs of a Mac write it. */
export function bigEndianLeavers(people: readonly SamplePerson[]): SampleFile {
  const rows = people.map(({ name, email }) => [name, email]);
  return tableFile('leavers.txt', [['Name', 'E-mail'], ...rows], {
    ...{ delimiter: '\t', encoding: 'utf-16be with BOM' },
  });
}

/** A separator that says itself, two rows of title, a blank one, cells with line breaks, a total at the end. */
export function leaversWithTitle(people: readonly SamplePerson[]): SampleFile {
  const header = ['Mitarbeiter', 'E-Mail', 'Bemerkung', 'Letzter Tag'];
  const rows = people.map(({ name, email }, index) => [
    ...[name, email, index % 2 === 0 ? 'Laptop zurück;\nSchlüssel fehlt' : '', '30.11.2026'],
  ]);
  return tableFile('Austritte Q4.csv', [header, ...rows], {
    ...{ delimiter: ';', lineEnd: '\r\n', encoding: 'windows-1252' },
    preamble: ['sep=;', 'Austritte 4. Quartal;;;', 'Stand: 28.11.2026;;;', ';;;'],
  });
}

/** CSV of a Japanese Excel: code page 932. */
export function japaneseLeavers(people: readonly SamplePerson[]): SampleFile {
  const header = ['社員番号', '氏名', 'メールアドレス', '退職日'];
  const rows = people.map(({ name, email }, index) => [
    ...[String(1_001 + index), name, email, inTurn(['2026/11/30', '2026/12/31'], index)],
  ]);
  return tableFile('退職者.csv', [header, ...rows], { lineEnd: '\r\n', encoding: 'shift_jis' });
}

/** CSV of a Polish Excel: semicolons, Windows-1250. */
export function polishLeavers(people: readonly SamplePerson[]): SampleFile {
  const header = ['Imię', 'Nazwisko', 'Służbowy adres e-mail', 'Ostatni dzień'];
  const rows = people.map(({ name, email }) => {
    const { first, last } = splitName(name);
    return [first, last, email, '30.11.2026'];
  });
  return tableFile('odejścia.csv', [header, ...rows], {
    ...{ delimiter: ';', lineEnd: '\r\n', encoding: 'windows-1250' },
  });
}

/** An address in each of two columns: who leaves, and who has to know. */
export function leaversAndManagers(
  pairs: readonly (readonly [leaver: SamplePerson, manager: SamplePerson])[],
): SampleFile {
  const rows = pairs.map(([leaver, manager]) => [leaver.email, manager.email]);
  return tableFile('leavers.csv', [['Leaver', 'Manager'], ...rows]);
}

/** Names and nothing else. */
export function namesAlone(names: readonly string[]): SampleFile {
  return textFile('names.txt', names);
}

/** Names in a column with a header, beside what names nobody. */
export function namesInTable(people: readonly SamplePerson[]): SampleFile {
  const rows = people.map(({ name }, index) => [name, inTurn(['Oslo', 'Bergen'], index)]);
  return tableFile('team.csv', [['Full name', 'Office'], ...rows]);
}
