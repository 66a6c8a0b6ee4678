export default async function close() {
  await Promise.all(globalThis.browserServers?.map((server) => server.close()) ?? []);
}
