const COLOURS = [36, 32, 33, 35, 34, 31];

/** Turns an app's log line into one that tells whose it is; coloured where somebody looks at a terminal. */
export function logPrefixes(
  names: readonly string[],
  coloured: boolean,
): (name: string, line: string) => string {
  const width = Math.max(...names.map((name) => name.length));
  const prefixes = new Map(
    names.map((name, index) => [
      name,
      paint(`${name.padEnd(width)} |`, coloured ? colourAt(index) : undefined),
    ]),
  );
  return (name, line) => `${prefixes.get(name) ?? name} ${line}`;
}

const colourAt = (index: number): number | undefined => COLOURS[index % COLOURS.length];

const paint = (text: string, colour: number | undefined): string =>
  colour === undefined ? text : `\u001b[${String(colour)}m${text}\u001b[0m`;
