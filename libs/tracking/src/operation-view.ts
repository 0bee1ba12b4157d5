import type { NativeState } from '@sluice/schemas';

/** One operation of a bulk as a reader sees it. */
export interface OperationView {
  /** Index of the item in its request. */
  readonly id: number;
  readonly key: string;
  readonly state: NativeState;
  readonly attempt: number;
  /** JSON text that the applied call answered, or null. */
  readonly result: string | null;
  readonly rowsFailed: number;
  readonly error: {
    readonly class: 'retriable' | 'final';
    readonly code: string;
    readonly message: string;
  } | null;
}
