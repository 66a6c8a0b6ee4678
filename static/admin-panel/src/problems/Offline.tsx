import { Message } from '../ui/Message';

/** The browser has no network: what is loaded stays, and reading goes on by itself. */
export function Offline() {
  return (
    <Message appearance="warning" title="You are offline" headingLevel="h2">
      <p>Nothing can be loaded or removed until the connection is back. This page goes on by itself then.</p>
    </Message>
  );
}
