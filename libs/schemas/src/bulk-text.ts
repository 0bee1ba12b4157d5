import type { BulkChunk, BulkHeader } from './bulk';

/** What no index, filter or tally of a store reads of a chunk. */
export type ChunkDetails = Pick<
  BulkChunk,
  'implicit' | 'results' | 'errors' | 'attempts' | 'rowsFailed' | 'parts'
>;

/** The details of a chunk as JSON text, the form in which every store keeps them. */
export function chunkDetailsToText(chunk: BulkChunk): string {
  const { implicit, results, errors, attempts, rowsFailed, parts } = chunk;
  return JSON.stringify({ implicit, results, errors, attempts, rowsFailed, parts });
}

/** The details again; those of version 0.1.0 know no parts. */
export function chunkDetailsFromText(text: string): ChunkDetails {
  const details = JSON.parse(text) as Omit<ChunkDetails, 'parts'> & Partial<ChunkDetails>;
  return { parts: [], ...details };
}

/** A header as JSON text, without `publishedAt`: that is noted by itself, and no later write takes it back. */
export const headerToText = (header: BulkHeader): string =>
  JSON.stringify({ ...header, publishedAt: undefined });

/** The header again; those of version 0.1.0 know no owner. */
export function headerFromText(text: string, publishedAt: number | null): BulkHeader {
  const facts = JSON.parse(text) as Omit<BulkHeader, 'publishedAt' | 'owner'> & Partial<BulkHeader>;
  return { owner: null, ...facts, publishedAt };
}
