import { createHmac } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DIGITS = '0123456789';

/** The characters of each format. */
export const CODE_FORMATS: ReadonlyMap<string, string> = new Map([
  ['alphanum', LETTERS + DIGITS],
  ['alpha', LETTERS],
  ['num', DIGITS],
]);

/** What a code looks like. */
export interface CodeShape {
  /** The characters it may have; at most 128 of them. */
  readonly alphabet: string;
  readonly length: number;
  readonly delimiter: string;
  /** After how many characters the delimiter stands; 0: never. */
  readonly delimiterEvery: number;
  readonly prefix: string;
  readonly suffix: string;
}

/** Endless bytes out of a seed: HMAC-SHA256 of a counter. */
function* bytesOf(seed: string): Generator<number, never> {
  for (let counter = 0; ; counter += 1) {
    yield* createHmac('sha256', seed).update(String(counter)).digest();
  }
}

/** Endless characters, each as likely as any other: bytes beyond the last whole multiple are passed over. */
function* charactersOf(seed: string, alphabet: string): Generator<string, never> {
  const fair = 256 - (256 % alphabet.length);
  for (const byte of bytesOf(seed)) {
    if (byte < fair) yield alphabet.charAt(byte % alphabet.length);
  }
  throw new Error('There is always another byte');
}

function dressed(body: string, { delimiter, delimiterEvery, prefix, suffix }: CodeShape): string {
  if (delimiterEvery <= 0) return prefix + body + suffix;
  const groups = body.match(new RegExp(`.{1,${String(delimiterEvery)}}`, 'g')) ?? [];
  return prefix + groups.join(delimiter) + suffix;
}

/**
 * At most this share of all codes there are is given out: with more, a guess would hit, and looking for a free one
 * would have no end.
 */
const MAX_SHARE = 0.25;

/** The shape with as many characters as that many codes need. */
export function lengthened(shape: CodeShape, total: number): CodeShape {
  let { length } = shape;
  while (total / shape.alphabet.length ** length > MAX_SHARE) length += 1;
  return { ...shape, length };
}

/**
 * So many codes of that shape, none like another nor like a taken one (in any case); the same for the same seed. The
 * shape must leave room: see `lengthened`.
 */
export function makeCodes(
  seed: string,
  { shape, quantity, taken }: { shape: CodeShape; quantity: number; taken: ReadonlySet<string> },
): string[] {
  const characters = charactersOf(seed, shape.alphabet);
  const made = new Map<string, string>();
  while (made.size < quantity) {
    let body = '';
    while (body.length < shape.length) body += characters.next().value;
    const code = dressed(body, shape);
    if (!taken.has(code.toLowerCase())) made.set(code.toLowerCase(), code);
  }
  return [...made.values()];
}
