import { AdminName } from '../../people/AdminName';
import type { ActionWords } from '../actionWords';
import type { Begun } from '../activeRun';

/** Inside a dialog that goes on with a run: whose it is, since when, and how much it is about in all. */
export function BegunBy({ begun: { by, at, total }, words }: { begun: Begun; words: ActionWords }) {
  const moment = new Date(at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <p>
      Begun by {by === undefined ? 'you' : <AdminName accountId={by} />} on {moment}, for{' '}
      {words.amount(total)} in all.
    </p>
  );
}
