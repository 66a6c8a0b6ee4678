import type { AppError } from '../../../../src/contract';
import { Button } from '../ui/Button';
import { useTabIndex } from '../ui/tabIndex';
import { useCopy } from '../ui/useCopy';
import { problemsMessages } from './problemsMessages';
import styles from './ResponseDetails.module.css';

/** Confluence's answer for the person who has to explain it: status code, trace id, headers, body, to copy. */
export function ResponseDetails({ error }: { error: AppError }) {
  const text = detailsAsText(error);
  const { copied, copy } = useCopy(text);
  const tabIndex = useTabIndex();
  if (text === '') return null;
  return (
    <details className={styles.details}>
      <summary className={styles.summary} tabIndex={tabIndex}>
        {problemsMessages.text('responseDetails')}
      </summary>
      <pre className={styles.text}>{text}</pre>
      <Button spacing="compact" tabIndex={tabIndex} onClick={copy}>
        {problemsMessages.text('copyDetails')}
      </Button>
      <span className={styles.copied} role="status">
        {copied === 'yes' && problemsMessages.text('copied')}
        {copied === 'no' && problemsMessages.text('notCopied')}
      </span>
    </details>
  );
}

/** The details as plain text, as shown and as copied; empty where Confluence gave none. */
function detailsAsText({ status, traceId, detail, response }: AppError): string {
  const headers = Object.entries(response?.headers ?? {}).filter(([name]) => name !== 'atl-traceid');
  return [
    status !== undefined && problemsMessages.text('statusCode', { status }),
    traceId !== undefined && problemsMessages.text('traceId', { traceId }),
    ...headers.map(([name, value]) => `${name}: ${value}`),
    response === undefined && detail,
    response?.body && `\n${response.body}`,
  ]
    .filter((line) => typeof line === 'string')
    .join('\n');
}
