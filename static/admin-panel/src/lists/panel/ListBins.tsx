import { useMemo, type ReactNode } from 'react';
import { isKnown } from '../../directory/chosen';
import { displayNameOf } from '../../directory/displayName';
import { countOmissions, severalOnLineText, summaryText } from '../listWords';
import type { ListedPerson, MatchedList } from '../match/matchedList';
import type { Omission, OmissionReason } from '../mention';
import type { List } from '../useList';
import { Bin, LineOf } from './Bin';
import { listBinMessages } from './listBinMessages';
import styles from './ListBins.module.css';
import { LookUp } from './LookUp';
import { OpenChoices } from './OpenChoices';
import { UnmatchedLines } from './UnmatchedLines';

/** In the order in which the admin may want to look at them. */
const OMISSIONS: readonly OmissionReason[] = [
  'unreadable',
  'otherRole',
  'otherProduct',
  'notAPerson',
  'otherGroup',
  'filtered',
];

/** What becomes of each line of a list: counts, what the admin has to decide, and who is looked up. */
export function ListBins({ list }: { list: List }) {
  const { matched, lookUp, files, isReading } = list;
  const severalOnLine = useMemo(() => matched && severalOnLineText(matched), [matched]);
  return (
    <div className={styles.bins}>
      <p role="status" aria-busy={matched !== undefined && !lookUp.isSettled} className={styles.summary}>
        {matched ? summaryText(matched) : isReading && listBinMessages.text('readingList')}
      </p>
      {severalOnLine !== undefined && <p className={styles.note}>{severalOnLine}</p>}
      <LookUp lookUp={lookUp} />
      {matched && (
        <>
          <OpenChoices matched={matched} files={files} lookUp={lookUp} />
          <UnmatchedLines unmatched={matched.unmatched} files={files} />
          <People matched={matched} files={files} />
          <Omissions matched={matched} files={files} />
        </>
      )}
    </div>
  );
}

interface Props {
  matched: MatchedList;
  files: readonly string[];
}

function People({ matched: { found, repeated }, files }: Props) {
  return (
    <>
      <Bin
        label={listBinMessages.text('found')}
        items={found}
        render={({ person, mention }: ListedPerson) => (
          <LineOf spot={mention} files={files}>
            <PersonWords person={person} />
          </LineOf>
        )}
      />
      <Bin
        label={listBinMessages.text('repeated')}
        items={repeated}
        render={({ mention }) => (
          <LineOf spot={mention} files={files}>
            <bdi>{mention.text}</bdi>
          </LineOf>
        )}
      />
    </>
  );
}

function PersonWords({ person }: Pick<ListedPerson, 'person'>) {
  const name = displayNameOf(person);
  const email = isKnown(person) ? person.email : undefined;
  const also = email ?? person.accountId;
  return (
    <>
      <bdi>{name}</bdi> {also !== name && <bdi className={styles.also}>{also}</bdi>}
    </>
  );
}

function Omissions({ matched, files }: Props) {
  const { omissions } = matched;
  const counts = useMemo(() => countOmissions({ omissions }), [omissions]);
  return OMISSIONS.map((why) => (
    <Bin
      key={why}
      label={listBinMessages.text(why)}
      count={counts[why]}
      items={omissions}
      isShown={(omission: Omission) => omission.why === why}
      note={noteOf(why)}
      render={(omission) => (
        <LineOf spot={omission} files={files}>
          <bdi>{omission.text}</bdi>
        </LineOf>
      )}
    />
  ));
}

function noteOf(why: OmissionReason): ReactNode {
  switch (why) {
    case 'unreadable':
      return listBinMessages.text('unreadableText');
    case 'otherRole':
      return listBinMessages.text('otherRoleText');
    case 'notAPerson':
      return listBinMessages.text('notAPersonText');
    case 'otherProduct':
      return listBinMessages.text('otherProductText');
    case 'filtered':
    case 'otherGroup':
      return undefined;
  }
}
