/** The value of a stored message; null where it is none that can be read. */
export function parseMessage(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
