import Button from '@atlaskit/button/default/button';
import { asAppError } from '../../problems/Problem';
import { Quotation } from '../../problems/Quotation';
import { ResponseDetails } from '../../problems/ResponseDetails';
import { canRetryHelp, wordsFor, wordsOfConfluence } from '../../problems/words';
import { Message } from '../../ui/Message';
import type { Access } from './queries';
import { isUnknown, UNKNOWN } from './safeguards';
import styles from './Safeguards.module.css';
import type { SafeguardState } from './useSafeguards';
import { reasonWords, refusalWords, unknownTitle } from './words';

interface Props {
  state: SafeguardState;
}

/** What the group gives, why that matters here, and why the removal is refused if it is. */
export function SafeguardWords({ state: { access, safeguards, onAskAgain } }: Props) {
  if (!safeguards) return null;
  const { refusal } = safeguards;
  return (
    <div className={styles.words}>
      {refusal ? (
        <Refusal refusal={refusal} othersLeave={safeguards.othersLeave ?? false} />
      ) : (
        reasonWords(safeguards).map((words) => (
          <p key={words} className={styles.reason}>
            {words}
          </p>
        ))
      )}
      <NotFoundOut access={access} onAskAgain={onAskAgain} />
    </div>
  );
}

interface RefusalProps {
  refusal: Parameters<typeof refusalWords>[0];
  othersLeave: boolean;
}

function Refusal({ refusal, othersLeave }: RefusalProps) {
  const { title, text } = refusalWords(refusal, othersLeave);
  return (
    <Message appearance="error" title={title} headingLevel="h3">
      <p>{text}</p>
    </Message>
  );
}

/** Confluence did not answer, or lists more groups with such access than the app looks through: that it would do again. */
function NotFoundOut({ access, onAskAgain }: { access: Access; onAskAgain: () => void }) {
  if (access.status === 'asking' || (access.status === 'known' && !isUnknown(access.access))) return null;
  const error = access.status === 'failed' ? asAppError(access.error) : undefined;
  return (
    <Message
      appearance="warning"
      title={unknownTitle(access.status === 'known' ? access.access : UNKNOWN)}
      headingLevel="h3"
    >
      {error && <Quotation words={wordsOfConfluence(error)} />}
      <p>
        {error
          ? `${wordsFor(error, 'read').title}. `
          : 'This site has more groups that give access than the app looks through. '}
        To be safe, it is treated like an administrators’ group.
      </p>
      {error && canRetryHelp(error) && (
        <div className={styles.again}>
          <Button spacing="compact" onClick={onAskAgain}>
            Try again
          </Button>
        </div>
      )}
      {error && <ResponseDetails error={error} />}
    </Message>
  );
}
