import { withinDeadline } from '@sluice/ports';
import type { BulkStatus, OperationView } from '@sluice/tracking';
import { operationPages, type BulkReader } from './bulk-reader';
import type { Caller } from '../rest-call';
import { callName, envelopeOf } from './envelope';
import { detailedView, shortView } from './operation-view';
import { serializedData } from './serialized-data';

/** Who may see what was sent. */
export const PAYLOAD_SCOPE = 'status:payload';

const NO_MESSAGES: ReadonlyMap<number, readonly unknown[]> = new Map();

/** Failed operations whose messages are held at once: each may be as large as the bus takes, 1 MiB. */
export const FAILED_AT_ONCE = 32;

/** JSON texts of operations, piece by piece. */
type RenderPage = (operations: readonly OperationView[]) => AsyncIterable<string> | Iterable<string>;

async function* envelopeText(
  reader: BulkReader,
  status: BulkStatus,
  render: RenderPage,
): AsyncGenerator<string> {
  let prefix = '{"operations_list":[';
  for await (const operations of operationPages(reader, status.header.bulkUuid)) {
    if (operations.length === 0) continue;
    for await (const text of render(operations)) {
      yield prefix + text;
      prefix = ',';
    }
  }
  const opening = prefix === ',' ? '' : prefix;
  yield `${opening}],${JSON.stringify(envelopeOf(status)).slice(1)}`;
}

/** The answer of `/status` as JSON text, a page of operations at a time. */
export function statusText(reader: BulkReader, status: BulkStatus, _caller?: Caller): AsyncGenerator<string> {
  const call = { topic: callName(status), book: reader.book };
  const render = (operations: readonly OperationView[]): string[] => [
    operations.map((operation) => JSON.stringify(shortView(operation, call))).join(),
  ];
  return envelopeText(reader, status, render);
}

/** A list in runs of that size. */
export function* slicesOf<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}

async function failedMessages(
  reader: BulkReader,
  bulkUuid: string,
  operations: readonly OperationView[],
): Promise<ReadonlyMap<number, readonly unknown[]>> {
  const ids = operations.filter(({ state }) => state === 'failed').map(({ id }) => id);
  if (ids.length === 0) return new Map();
  return withinDeadline(reader, reader.queries.failedMessages(bulkUuid, ids));
}

/** The answer of `/detailed-status` as JSON text; holds a few failed messages at a time, never a page of them. */
export function detailedStatusText(
  reader: BulkReader,
  status: BulkStatus,
  caller: Caller,
): AsyncGenerator<string> {
  const { bulkUuid } = status.header;
  const call = { bulkUuid, topic: callName(status), book: reader.book };
  const viewOf = (operation: OperationView, messages: ReadonlyMap<number, readonly unknown[]>): string => {
    const parts = messages.get(operation.id) ?? [];
    return JSON.stringify(
      detailedView(operation, { ...call, serializedData: serializedData(parts, reader) }),
    );
  };
  const render = async function* (operations: readonly OperationView[]): AsyncGenerator<string> {
    for (const slice of slicesOf(operations, FAILED_AT_ONCE)) {
      const messages = caller.may(PAYLOAD_SCOPE)
        ? await failedMessages(reader, bulkUuid, slice)
        : NO_MESSAGES;
      yield slice.map((operation) => viewOf(operation, messages)).join();
    }
  };
  return envelopeText(reader, status, render);
}
