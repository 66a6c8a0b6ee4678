import { makeInvoke } from '@forge/bridge';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Calls } from '../function';

const invoke = makeInvoke<Calls>();

/** `all-staff` of the sandbox. The page does not even ask where it is. */
const GROUP_ID = 'a93eaf74-205b-4d9c-9c63-2e70af4d3b03';

function Members() {
  const [names, setNames] = useState<string[]>([]);
  useEffect(() => {
    void invoke('firstMembers', { groupId: GROUP_ID }).then(setNames);
  }, []);
  return (
    <table>
      <tbody>
        {names.map((name, row) => (
          <tr key={row}>
            <th scope="row">{name}</th>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const container = document.getElementById('root');
if (container) createRoot(container).render(<Members />);
