import { Dialog } from '../../ui/Dialog';
import { durationText } from '../../ui/durationText';
import type { MemberList } from '../memberList';
import { membersMessages } from '../membersMessages';
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
      title={membersMessages.node('loadEveryoneIn', { group: <bdi>{groupName}</bdi> })}
      confirm={membersMessages.text('loadEveryone')}
      appearance="primary"
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>{membersMessages.text('restTakes', { requests, time: durationText(seconds) })}</p>
    </Dialog>
  );
}
