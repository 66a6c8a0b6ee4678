import type { Pause } from '../../host/createPause';
import { forEachWithPauses } from '../../host/work';
import type { Search } from './askDirectory';
import type { Pending } from './matchedList';

/** What has to be looked up for a list, each once. */
export interface WantedAnswers {
  accountIds: readonly string[];
  searches: readonly Search[];
  /** A person may be among the members who are not read yet. */
  members: boolean;
}

/** What the lines that are pending have to be looked up by. */
export async function wantedFor(pending: readonly Pending[], pause: Pause): Promise<WantedAnswers> {
  const accountIds = new Set<string>();
  const emails = new Set<string>();
  const names = new Set<string>();
  let members = false;
  await forEachWithPauses(pending, pause, ({ need }) => {
    switch (need.of) {
      case 'accountId':
        accountIds.add(need.accountId);
        break;
      case 'email':
        emails.add(need.email);
        break;
      case 'name':
        names.add(need.name);
        break;
      case 'members':
        members = true;
        break;
    }
  });
  const searches = [
    ...[...emails].map((query): Search => ({ by: 'email', query })),
    ...[...names].map((query): Search => ({ by: 'name', query })),
  ];
  return { accountIds: [...accountIds], searches, members };
}
