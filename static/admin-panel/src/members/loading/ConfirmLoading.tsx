import { Dialog } from '../../ui/Dialog';
import { durationText } from '../../ui/durationText';
import { number } from '../../ui/number';
import type { MemberList } from '../memberList';
import { costOfRest } from './costOfRest';

interface Props {
  groupName: string;
  list: MemberList;
  onConfirm: () => void;
  onClose: () => void;
}

/** Dialog "Load everyone in GROUP?": requests and time, before anything is asked of Confluence. */
export default function ConfirmLoading({ groupName, list, onConfirm, onClose }: Props) {
  const { requests, seconds } = costOfRest(list);
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
        The rest takes {requests === 1 ? '1 request' : `${number(requests)} requests`} and{' '}
        {durationText(seconds)}.
      </p>
    </Dialog>
  );
}
