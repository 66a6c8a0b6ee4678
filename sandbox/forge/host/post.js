/** Asks the sandbox. */

/** @param {string} path @param {unknown} body @returns {Promise<any>} what it answers */
export const post = (path, body) => request('POST', path, body);

/**
 * @param {'GET' | 'POST' | 'PUT' | 'DELETE'} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<any>} what the sandbox answers; rejects with its message where it refuses
 */
export async function request(method, path, body) {
  const response = await window.fetch(path, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const text = await response.text();
  const answer = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw new Error(answer?.message ?? `The sandbox answered ${response.status}.`);
  return answer;
}
