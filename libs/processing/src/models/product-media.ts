import type { MediaContent, MediaEntry, MediaEntryPayload, ProductPartPayload } from '@sluice/schemas';
import type { OperationContext, Refusal } from '../model';
import { mergeOpen, type ApplyPart } from './product-part';
import { invalid, notFound } from './product-refusals';

const NO_IMAGE = notFound('No image with the provided ID was found. Verify the ID and try again.');
const NO_CONTENT = invalid('The image content is invalid. Verify the content and try again.');

const IMAGE_TYPES: ReadonlySet<string> = new Set(['image/jpg', 'image/jpeg', 'image/gif', 'image/png']);
const FORBIDDEN_IN_NAME = /[\\/?*:";<>()|{}]/;
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

/** What is wrong with a file that was sent; null where nothing is. The pictures themselves are not looked at. */
function contentRefusal({ base64_encoded_data: data, type, name }: MediaContent): Refusal | null {
  if (typeof data !== 'string' || data === '' || !BASE64.test(data))
    return invalid('The image content must be valid base64 encoded data.');
  if (typeof type !== 'string' || !IMAGE_TYPES.has(type.toLowerCase()))
    return invalid('The image MIME type is not valid or not supported.');
  if (typeof name !== 'string' || name === '' || FORBIDDEN_IN_NAME.test(name))
    return invalid('Provided image name contains forbidden characters.');
  return null;
}

/** A folder for each of the first two letters, as the original spreads its files. */
function folderOf(name: string, index: number): string {
  const letter = Array.from(name.toLowerCase())[index] ?? '_';
  return letter === '.' ? '_' : letter;
}

/** `bag.jpg` -> `/b/a/bag.jpg`; a name that is taken gets a number. */
function filePath(name: string, taken: ReadonlySet<string>): string {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const folder = `/${folderOf(name, 0)}/${folderOf(name, 1)}/`;
  let path = `${folder}${name}`;
  for (let number = 1; taken.has(path); number += 1) path = `${folder}${stem}_${number}${ending}`;
  return path;
}

const nextPosition = (entries: readonly MediaEntry[]): number =>
  entries.reduce((highest, { position }) => Math.max(highest, position), 0) + 1;

/** The entries that stay beside the one that is written. */
interface Place {
  readonly before: MediaEntry | undefined;
  readonly others: readonly MediaEntry[];
}

function fileOf({ content, file }: MediaEntryPayload, { before, others }: Place): string | null {
  const name = content?.name ?? null;
  if (name === null) return file ?? before?.file ?? null;
  return filePath(name, new Set(others.flatMap((entry) => entry.file ?? [])));
}

/** The entry as it becomes; the data of a sent file ends here, its path stays. */
function toEntry(sent: MediaEntryPayload, id: number, place: Place): MediaEntry {
  const { before, others } = place;
  return {
    id,
    media_type: sent.media_type ?? before?.media_type ?? 'image',
    label: sent.label === undefined ? (before?.label ?? null) : sent.label,
    position: sent.position ?? before?.position ?? nextPosition(others),
    disabled: sent.disabled ?? before?.disabled ?? false,
    types: sent.types ?? before?.types ?? [],
    file: fileOf(sent, place),
    ...mergeOpen(before?.attributes, sent.attributes),
  };
}

/** A type belongs to one entry: whoever says it last has it. */
const withoutTypes = (entry: MediaEntry, types: readonly string[]): MediaEntry =>
  entry.types.some((type) => types.includes(type))
    ? { ...entry, types: entry.types.filter((type) => !types.includes(type)) }
    : entry;

const refusalOf = (sent: MediaEntryPayload): Refusal | null =>
  sent.content === undefined || sent.content === null ? null : contentRefusal(sent.content);

/** The list an upsert brings in place of the one there is: entries that carry an id known here keep it. */
export function replaceMedia(
  before: readonly MediaEntry[],
  sent: readonly MediaEntryPayload[],
  { supplies }: OperationContext,
): readonly MediaEntry[] | Refusal {
  const known = new Map(before.map((entry) => [entry.id, entry]));
  let entries: readonly MediaEntry[] = [];
  for (const one of sent) {
    const refusal = refusalOf(one);
    if (refusal !== null) return refusal;
    const own = known.get(one.id ?? -1);
    if (own !== undefined) known.delete(own.id);
    const entry = toEntry(one, own?.id ?? supplies.nextId(), { before: own, others: entries });
    entries = [...entries.map((other) => withoutTypes(other, entry.types)), entry];
  }
  return entries;
}

/** Adds an entry; answers its id. */
export const addMedia: ApplyPart<ProductPartPayload<'add-media'>> = ({ media = [] }, { entry }, context) => {
  if (entry.content === undefined || entry.content === null) return NO_CONTENT;
  const refusal = contentRefusal(entry.content);
  if (refusal !== null) return refusal;
  const added = toEntry(entry, context.supplies.nextId(), { before: undefined, others: media });
  const others = media.map((other) => withoutTypes(other, added.types));
  return { changes: { media: [...others, added] }, result: JSON.stringify(added.id) };
};

/** Changes what was sent of an entry. */
export const updateMedia: ApplyPart<ProductPartPayload<'update-media'>> = ({ media = [] }, { entry }) => {
  const before = media.find(({ id }) => id === entry.id);
  if (before === undefined) return NO_IMAGE;
  const refusal = refusalOf(entry);
  if (refusal !== null) return refusal;
  const others = media.filter(({ id }) => id !== before.id);
  const after = toEntry(entry, before.id, { before, others });
  const entries = media.map((one) => (one.id === before.id ? after : withoutTypes(one, after.types)));
  return { changes: { media: entries }, result: 'true' };
};

/** Takes an entry away. */
export const removeMedia: ApplyPart<ProductPartPayload<'remove-media'>> = ({ media = [] }, { entry_id }) => {
  const left = media.filter(({ id }) => id !== entry_id);
  return left.length === media.length ? NO_IMAGE : { changes: { media: left }, result: 'true' };
};
