/** HEAD is answered like GET, without the body. */
export function isHead(method: string): boolean {
  return method.toUpperCase() === 'HEAD';
}

/** Whether a request only reads. */
export function isRead(method: string): boolean {
  return method.toUpperCase() === 'GET' || isHead(method);
}
