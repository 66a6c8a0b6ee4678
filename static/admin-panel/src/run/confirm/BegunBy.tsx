import { AdminName } from '../../people/AdminName';
import { momentText } from '../../ui/timeText';
import type { ActionWords } from '../actionWords';
import type { Begun } from '../activeRun';

/** Inside a dialog that goes on with a run: whose it is, since when, and how much it is about in all. */
export function BegunBy({ begun: { by, at, total }, words }: { begun: Begun; words: ActionWords }) {
  const moment = momentText(at);
  return (
    <p>
      Begun by {by === undefined ? 'you' : <AdminName accountId={by} />}
      {moment !== undefined && ` on ${moment}`}, for {words.amount(total)} in all.
    </p>
  );
}
