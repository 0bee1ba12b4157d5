import { mongo } from 'mongoose';
import type { AggregateWrite, StoredAggregate } from '@sluice/ports';
import type { Ledger } from '@sluice/schemas';
import type { Guarded } from './guarded-write';
import { needsText } from './needs-text';

/** The ledger as stored; `recent` is Binary on its way in and a Buffer on its way out (promoteBuffers). */
type StoredLedger = Omit<Ledger, 'recent'> & { readonly recent: mongo.Binary | Uint8Array };

/** What every record of an aggregate has. */
interface Named extends Guarded {
  readonly id: number | null;
  /** Absent where there are none: the index of refs is sparse, and an empty list would cost an entry. */
  readonly refs?: readonly string[];
}

/** An aggregate whose document BSON takes as it is: open to queries of other tools. */
interface PlainRecord extends Named {
  readonly doc: unknown;
  readonly ledger: StoredLedger;
}

/** An aggregate with content that BSON would change: document and ledger as one JSON text. */
interface TextRecord extends Named {
  readonly text: string;
}

/** One document of an entity's collection. */
export type AggregateRecord = PlainRecord | TextRecord;

interface TextContent {
  readonly document: unknown;
  readonly ledger: Omit<Ledger, 'recent'> & { readonly recent: string };
}

const toText = ({ document, ledger }: AggregateWrite): string => {
  const recent = Buffer.from(ledger.recent).toString('base64');
  return JSON.stringify({ document, ledger: { ...ledger, recent } } satisfies TextContent);
};

/** How the text of a tombstone begins, and no other. */
const TOMBSTONE_TEXT = '{"document":null';

/**
 * The expression that is true for an entity, in both forms, and false for a tombstone. A comparison inside an
 * expression, because as a filter `null` also means an array with a null in it.
 */
export const IS_ENTITY: mongo.Document = {
  $or: [
    { $gt: ['$doc', null] },
    {
      $and: [
        { $gt: ['$text', null] },
        { $ne: [{ $substrCP: ['$text', 0, TOMBSTONE_TEXT.length] }, { $literal: TOMBSTONE_TEXT }] },
      ],
    },
  ],
};

/** What is stored for a write; `by` names the call that writes it. */
export function toRecord(write: AggregateWrite, by: mongo.ObjectId): AggregateRecord {
  const { key, id, document, ledger, refs = [] } = write;
  const named = refs.length === 0 ? {} : { refs: [...new Set(refs)] };
  const guard = { _id: key, rev: write.expectedRevision + 1, by, id, ...named };
  if (needsText(document) || needsText(ledger.last) || needsText(ledger.kept)) {
    return { ...guard, text: toText(write) };
  }
  return { ...guard, doc: document, ledger: { ...ledger, recent: new mongo.Binary(ledger.recent) } };
}

/** Not copied: an aggregate lives no longer than the answer whose memory it shares. */
const toBytes = (stored: mongo.Binary | Uint8Array): Uint8Array =>
  stored instanceof Uint8Array ? stored : stored.buffer;

const contentOf = (record: AggregateRecord): Pick<StoredAggregate, 'document' | 'ledger'> => {
  if (!('text' in record)) {
    const { doc, ledger } = record;
    return { document: doc, ledger: { ...ledger, recent: toBytes(ledger.recent) } };
  }
  const { document, ledger } = JSON.parse(record.text) as TextContent;
  return { document, ledger: { ...ledger, recent: Buffer.from(ledger.recent, 'base64') } };
};

/** The aggregate of a stored record. */
export function toAggregate(record: AggregateRecord): StoredAggregate {
  return { key: record._id, revision: record.rev, id: record.id, ...contentOf(record) };
}
