/** A part of a file: text, or what is encoded already. */
export type FilePart = string | Uint8Array<ArrayBuffer>;

/** Hands a file to the browser as a download. @param parts of it, in order */
export function saveFile(name: string, type: string, parts: readonly FilePart[]): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: some browsers read the file only after the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
