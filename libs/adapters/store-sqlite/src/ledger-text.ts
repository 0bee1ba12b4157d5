import type { KeptOutcome, Ledger } from '@sluice/schemas';
import { toBlob } from './blobs';

/** A ledger as JSON: what is the same in every row carries no name, because every operation reads and writes it. */
type LedgerTuple = readonly [
  epoch: number,
  lanes: readonly (readonly [partition: number, taken: number, order: number, failed: number])[],
  recent: string,
  last: Ledger['last'],
  kept: readonly KeptOutcome[],
];

/** The text a ledger is stored as. */
export function ledgerToText({ epoch, lanes, recent, last, kept }: Ledger): string {
  const flat = lanes.map(({ partition, taken, order, failed }) => [partition, taken, order, failed] as const);
  return JSON.stringify([epoch, flat, toBlob(recent).toString('base64'), last, kept] satisfies LedgerTuple);
}

/** The ledger of a stored text. */
export function ledgerFromText(text: string): Ledger {
  const [epoch, flat, recent, last, kept] = JSON.parse(text) as LedgerTuple;
  const lanes = flat.map(([partition, taken, order, failed]) => ({ partition, taken, order, failed }));
  return { epoch, lanes, recent: Buffer.from(recent, 'base64'), last, kept };
}
