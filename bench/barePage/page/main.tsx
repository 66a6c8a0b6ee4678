import { requestConfluence } from '@forge/bridge';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** `all-staff` of the sandbox. The page does not even ask where it is. */
const GROUP_ID = 'a93eaf74-205b-4d9c-9c63-2e70af4d3b03';

function Members() {
  const [names, setNames] = useState<string[]>([]);
  useEffect(() => {
    void readNames().then(setNames);
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

/** The 50 members the app asks for first, with their group's size. */
async function readNames(): Promise<string[]> {
  const response = await requestConfluence(
    `/wiki/rest/api/group/${GROUP_ID}/membersByGroupId?start=0&limit=50&shouldReturnTotalSize=true&expand=operations`,
  );
  const { results } = (await response.json()) as { results: { displayName: string }[] };
  return results.map(({ displayName }) => displayName);
}

const container = document.getElementById('root');
if (container) createRoot(container).render(<Members />);
