import Button from '@atlaskit/button/default/button';
import type { AppError } from '../../../../src/contract';
import { useCopy } from '../ui/useCopy';
import styles from './ResponseDetails.module.css';

/** Confluence's answer for the person who has to explain it: status code, trace id, headers, body, to copy. */
export function ResponseDetails({ error }: { error: AppError }) {
  const text = detailsAsText(error);
  const { copied, copy } = useCopy(text);
  if (text === '') return null;
  return (
    <details className={styles.details}>
      <summary className={styles.summary}>Response details</summary>
      <pre className={styles.text}>{text}</pre>
      <Button spacing="compact" onClick={copy}>
        Copy details
      </Button>
      <span className={styles.copied} role="status">
        {copied === 'yes' && 'Copied'}
        {copied === 'no' && 'The browser refused; select the text and copy it.'}
      </span>
    </details>
  );
}

/** The details as plain text, as shown and as copied; empty where Confluence gave none. */
function detailsAsText({ status, traceId, detail, response }: AppError): string {
  const headers = Object.entries(response?.headers ?? {}).filter(([name]) => name !== 'atl-traceid');
  return [
    status !== undefined && `Status code: ${status}`,
    traceId !== undefined && `Trace ID: ${traceId}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    response === undefined && detail,
    response?.body && `\n${response.body}`,
  ]
    .filter((line) => typeof line === 'string')
    .join('\n');
}
