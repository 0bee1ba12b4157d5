import { ItemState, type NativeState, type Outcome } from '@sluice/schemas';

/** What a reader sees for each state byte; absent items are seen by nobody. */
const NATIVE: Readonly<Record<number, NativeState>> = {
  [ItemState.open]: 'open',
  [ItemState.succeeded]: 'succeeded',
  [ItemState.unchanged]: 'unchanged',
  [ItemState.failedRetriable]: 'failed',
  [ItemState.failedFinal]: 'failed',
  [ItemState.canceled]: 'canceled',
  [ItemState.rejected]: 'rejected',
  [ItemState.settled]: 'failed',
};

/** The reader's state of a state byte; undefined for an absent item. */
export const nativeState = (byte: number | undefined): NativeState | undefined =>
  byte === undefined ? undefined : NATIVE[byte];

/** The state byte an outcome asks for. */
export function byteOf(outcome: Outcome): ItemState {
  switch (outcome.state) {
    case 'succeeded':
      return ItemState.succeeded;
    case 'unchanged':
      return ItemState.unchanged;
    case 'canceled':
      return ItemState.canceled;
    case 'failed':
      return outcome.class === 'retriable' ? ItemState.failedRetriable : ItemState.failedFinal;
  }
}

/** States that an outcome of the same attempt may still replace: settled is a verdict on absence only (G3). */
export const awaitsOutcome = (byte: number): boolean =>
  byte === ItemState.absent || byte === ItemState.open || byte === ItemState.settled;

/** Failed in a way that another try may mend; what was settled was never tried. */
export const isRetriable = (byte: number | undefined): boolean =>
  byte === ItemState.failedRetriable || byte === ItemState.settled;
