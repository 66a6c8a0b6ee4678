import { asAppError } from '../problems/Problem';
import { problemsMessages } from '../problems/problemsMessages';
import { Quotation } from '../problems/Quotation';
import { ResponseDetails } from '../problems/ResponseDetails';
import { canRetryHelp, wordsFor, wordsOfConfluence } from '../problems/words';
import { Button } from '../ui/Button';
import { Message } from '../ui/Message';
import { GroupList } from './GroupList';
import { planSafeguardMessages } from './planSafeguardMessages';
import type { PlanSafeguards } from './safeguards';
import styles from './Safeguards.module.css';
import { lossSentences, typingReasons, unknownGroups, type TypingReason } from './safeguardWords';
import type { SafeguardState } from './useSafeguards';

interface Props {
  state: SafeguardState;
  /** The admin is among those removed: alone, or with others. */
  self: 'alone' | 'among' | undefined;
}

/** What the groups give, why that matters here, and why a removal is refused if it is. */
export function SafeguardWords({ state, self }: Props) {
  const { safeguards, access, onAskAgain } = state;
  return (
    <div className={styles.words}>
      {self && (
        <p className={styles.warning}>
          {planSafeguardMessages.text(self === 'alone' ? 'yourself' : 'yourselfToo')}{' '}
          {lossSentences(safeguards).join(' ')}
        </p>
      )}
      {safeguards?.refused.map((refused) => (
        <Refusal key={refused.group.id} {...refused} />
      ))}
      {safeguards?.refused.length === 0 &&
        typingReasons(safeguards).map((reason) => (
          <p key={reason.id} className={styles.reason}>
            <Reason {...reason} />
          </p>
        ))}
      {safeguards && (
        <NotFoundOut
          safeguards={safeguards}
          error={access.status === 'failed' ? access.error : undefined}
          onAskAgain={onAskAgain}
        />
      )}
    </div>
  );
}

function Reason({ id, groups }: TypingReason) {
  switch (id) {
    case 'isMany':
      return planSafeguardMessages.text(id);
    case 'givesAdministration':
    case 'givesUse':
      return planSafeguardMessages.node(id, { count: groups.length, groups: <GroupList groups={groups} /> });
  }
}

function Refusal({ group, refusal, othersLeave }: PlanSafeguards['refused'][number]) {
  const isPersons = refusal === 'everyPerson';
  return (
    <Message
      appearance="error"
      title={planSafeguardMessages.text(isPersons ? 'everyPersonTitle' : 'everyoneTitle', {
        group: group.name,
      })}
      headingLevel="h3"
    >
      <p>
        {planSafeguardMessages.text(isPersons ? 'everyPersonText' : 'everyoneText', {
          othersLeave: othersLeave ? 'yes' : 'no',
        })}
      </p>
    </Message>
  );
}

interface NotFoundOutProps {
  safeguards: PlanSafeguards;
  error: Error | undefined;
  onAskAgain: () => void;
}

/** Confluence did not answer, or lists more groups with such access than it shows: that it would do again. */
function NotFoundOut({ safeguards, error: thrown, onAskAgain }: NotFoundOutProps) {
  const unknown = unknownGroups(safeguards);
  if (!unknown) return null;
  const error = thrown && asAppError(thrown);
  return (
    <Message appearance="warning" title={unknown.title} headingLevel="h3">
      {error && <Quotation words={wordsOfConfluence(error)} />}
      <p>{error ? wordsFor(error, 'read').title : planSafeguardMessages.text('tooManyGroups')}</p>
      <p>{planSafeguardMessages.text('treatedLikeAdministrators', { count: unknown.groups.length })}</p>
      {error && canRetryHelp(error) && (
        <div className={styles.again}>
          <Button spacing="compact" onClick={onAskAgain}>
            {problemsMessages.text('tryAgain')}
          </Button>
        </div>
      )}
      {error && <ResponseDetails error={error} />}
    </Message>
  );
}
