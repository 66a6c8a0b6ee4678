import { Dialog } from '../../ui/Dialog';
import type { MemberList } from '../memberList';
import { POINTS_AN_HOUR } from '../../host/readLimits';
import { costOfRest } from './costOfRest';
import { durationText } from '../../ui/durationText';
import { number } from '../../ui/number';

interface Props {
  groupName: string;
  list: MemberList;
  onConfirm: () => void;
  onClose: () => void;
}

/** Dialog "Load everyone in GROUP?": requests, points and time, before anything is asked of Confluence. */
export default function ConfirmLoading({ groupName, list, onConfirm, onClose }: Props) {
  const { requests, points, seconds, hours } = costOfRest(list);
  return (
    <Dialog
      title={
        <>
          Load everyone in <bdi>{groupName}</bdi>?
        </>
      }
      confirm="Load everyone"
      appearance="primary"
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>
        {number(list.size)} of {number(list.length)} members are loaded. The rest{' '}
        {requests === 1 ? 'takes' : 'take'} {requests === 1 ? '1 request' : `${number(requests)} requests`},{' '}
        {number(points)} points, and {durationText(seconds)}.
      </p>
      <p>
        Confluence gives this app {number(POINTS_AN_HOUR)} points an hour, for all its customers together.
        {hours > 1 &&
          ` This is more than loading may use in one hour: it stops in time, keeps what it has, and can go on in the next hour, ${hours} hours in all.`}
      </p>
      <p>To find one person, search instead: that takes a few points.</p>
    </Dialog>
  );
}
