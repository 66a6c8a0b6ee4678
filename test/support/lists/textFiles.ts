/** Text in which people are named: mail, chat, pages. */
import { inTurn, splitName, textFile, type SampleFile, type SamplePerson } from './sampleFile';

/** The recipients of a mail as Outlook copies them, then sentences with addresses. Takes at least eight people. */
export function outlookMail(people: readonly SamplePerson[]): SampleFile {
  const { length } = people;
  const [linked, marked, named] = people.slice(length - 3);
  const others = people.slice(0, length - 3);
  const half = Math.ceil(others.length / 2);
  const recipients = others.map((person, index) => recipient(person, index));
  return textFile('mail.txt', [
    `To: ${recipients.slice(0, half).join('; ')}`,
    `Cc: ${recipients.slice(half).join('; ')};`,
    'Hello all,',
    `please take out mailto:${linked?.email ?? ''}?subject=Access and [${marked?.name ?? ''}](mailto:${marked?.email ?? ''}) too.`,
    `@${named?.name ?? ''} left last year, their address was ${named?.email ?? ''}.`,
  ]);
}

function recipient({ name, email }: SamplePerson, index: number): string {
  const { first, last } = splitName(name);
  return inTurn(
    [
      `${last}, ${first} <${email}>`,
      `'${email}' <${email}>`,
      `${name} (External) <${email}>`,
      `${name} <mailto:${email}>`,
    ],
    index,
  );
}

/** Addresses of people's profiles, as they are copied from everywhere. */
export function profileLinks(people: readonly SamplePerson[]): SampleFile {
  const site = 'https://fjordbank.atlassian.net';
  const org = '/o/5d0f7c3a-92be-4a61-8c14-e37fb2a9d605';
  const lines = people.map(({ accountId, name }, index) =>
    inTurn(
      [
        `${site}/wiki/people/${accountId}?ref=confluence`,
        `${site}/wiki/people/${encodeURIComponent(accountId)}?ref=confluence&src=profilecard`,
        `${site}/jira/people/${accountId}`,
        `${site}/people/${accountId}`,
        `https://home.atlassian.com${org}/people/${accountId}?cloudId=1c7e40d9-6b3f-4d52-a8e1-90c5f6b7d3a2`,
        `https://admin.atlassian.com${org}/users/${accountId}`,
        `[${name}](${site}/wiki/people/${accountId}?ref=confluence)`,
        `${name}\t${site}/wiki/people/${accountId}`,
      ],
      index,
    ),
  );
  return textFile('links.txt', lines);
}

/** A table of a wiki or of a chat. */
export function markdownTable(people: readonly SamplePerson[]): SampleFile {
  return textFile('leavers.md', [
    '| Name | Account ID | Team |',
    '| :--- | :--------: | ---- |',
    ...people.map(
      ({ name, accountId }, index) => `| ${name} | \`${accountId}\` | ${inTurn(['Sales', 'IT'], index)} |`,
    ),
  ]);
}
