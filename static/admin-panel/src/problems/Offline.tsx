import { Message } from '../ui/Message';
import { problemsMessages } from './problemsMessages';

/** The browser has no network: what is loaded stays, and reading goes on by itself. */
export function Offline() {
  return (
    <Message appearance="warning" title={problemsMessages.text('offline')} headingLevel="h2">
      <p>{problemsMessages.text('offlineText')}</p>
    </Message>
  );
}
