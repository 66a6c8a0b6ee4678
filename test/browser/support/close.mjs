export default async function close() {
  await globalThis.browserServer?.close();
}
