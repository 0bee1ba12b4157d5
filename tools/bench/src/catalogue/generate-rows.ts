import type { CsvRow } from './parse-csv';

const KINDS = ['Hoodie', 'Tee', 'Jacket', 'Short', 'Pant', 'Tank', 'Bra', 'Watch', 'Bag', 'Mat'] as const;
const COLORS = ['Black', 'Blue', 'Gray', 'Green', 'Orange', 'Purple', 'Red', 'White', 'Yellow'] as const;
const SIZES = ['XS', 'S', 'M', 'L', 'XL'] as const;
const SENTENCES = [
  'Soft on the inside and tough on the outside, it keeps its shape wash after wash.',
  'Ideal for cold mornings, long evenings and everything that happens in between.',
  'Ribbed cuffs and a bottom band seal in the heat where the wind would get in.',
  'Light enough to forget, it dries on the way home.',
  'A pocket for the key, one for the phone, and none for the worries.',
  'Reflective seams are seen before you are.',
  'Flat seams do not chafe, however far the road goes.',
  'Sold in pairs of one.',
] as const;

/** A linear congruential generator: the same rows in every run, on every machine. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Product rows with the columns that matter here, about as long as those of the real catalogue. */
export function generateRows(count: number): CsvRow[] {
  const random = createRandom(1994);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  return Array.from({ length: count }, (_, n) => {
    const [kind, color, size] = [pick(KINDS), pick(COLORS), pick(SIZES)];
    const sentences = Array.from({ length: 6 + Math.floor(random() * 3) }, () => pick(SENTENCES));
    const name = `Generated ${kind} ${n}-${size}-${color}`;
    return new Map([
      ['sku', `GEN${n}-${size}-${color}`],
      ['name', name],
      ['product_type', 'simple'],
      ['description', `<p>${sentences.join(' ')}</p>`],
      ['weight', '1'],
      ['product_online', '1'],
      ['visibility', 'Not Visible Individually'],
      ['price', String(20 + Math.floor(random() * 80))],
      ['url_key', name.toLowerCase().replaceAll(' ', '-')],
      ['additional_attributes', `has_options=0,required_options=0,size=${size},color=${color}`],
    ]);
  });
}
