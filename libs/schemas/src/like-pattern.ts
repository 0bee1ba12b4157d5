type Token =
  { readonly kind: 'any' } | { readonly kind: 'one' } | { readonly kind: 'text'; readonly text: string };

/** `%` any text, `_` one character, a backslash before either means the character itself. */
function tokensOf(pattern: string): Token[] {
  const tokens: Token[] = [];
  const characters = Array.from(pattern);
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    const next = characters[at + 1];
    if (character === '\\' && next !== undefined) {
      tokens.push({ kind: 'text', text: next });
      at += 1;
    } else if (character === '%') {
      if (tokens.at(-1)?.kind !== 'any') tokens.push({ kind: 'any' });
    } else {
      tokens.push(character === '_' ? { kind: 'one' } : { kind: 'text', text: character });
    }
  }
  return tokens;
}

/** Length of the character at that place, a surrogate pair being one; 0 behind the end. */
const lengthAt = (text: string, at: number): number => {
  const point = text.codePointAt(at);
  return point === undefined ? 0 : point > 0xffff ? 2 : 1;
};

/** How far the token takes the reader on from that place; 0 where it does not fit. */
const step = (token: Token | undefined, text: string, at: number): number => {
  if (token === undefined || token.kind === 'any') return 0;
  if (token.kind === 'one') return lengthAt(text, at);
  return text.startsWith(token.text, at) ? token.text.length : 0;
};

function matches(tokens: readonly Token[], text: string): boolean {
  let [at, place] = [0, 0];
  /** Where to go on after the last `%` when what follows it did not fit. */
  let back: { place: number; at: number } | undefined;
  while (at < text.length) {
    const length = step(tokens[place], text, at);
    if (length > 0) {
      at += length;
      place += 1;
    } else if (tokens[place]?.kind === 'any') {
      place += 1;
      back = { place, at };
    } else {
      if (back === undefined) return false;
      back = { place: back.place, at: back.at + lengthAt(text, back.at) };
      ({ at, place } = back);
    }
  }
  return tokens.slice(place).every(({ kind }) => kind === 'any');
}

/**
 * A LIKE pattern as a function. No regular expression: a foreign pattern must not be able to take exponential time;
 * this takes at most length of pattern times length of text.
 */
export function likePattern(pattern: string): (text: string) => boolean {
  const tokens = tokensOf(pattern);
  return (text) => matches(tokens, text);
}
