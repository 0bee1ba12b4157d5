import { withinDeadline } from '@sluice/ports';
import { groupBy } from '@sluice/schemas';
import {
  isOperationField,
  startTime,
  topicName,
  type ContentOf,
  type FoundOperation,
  type OperationSearchPage,
} from '@sluice/tracking';
import { invalidSearchField } from '../http/rest-error';
import type { JsonObject } from '../json';
import type { Caller } from '../rest-call';
import { MAX_PAGE_SIZE, parseCriteria, type AskedSearch } from '../search/parse-criteria';
import type { BulkReader } from './bulk-reader';
import { detailedView, shortView } from './operation-view';
import { serializedData } from './serialized-data';
import { FAILED_AT_ONCE, PAYLOAD_SCOPE, slicesOf } from './status-text';

/** Who asks, and what for. */
export interface OperationQuestion {
  readonly query: string;
  readonly caller: Caller;
}

function checkFields({ criteria }: AskedSearch): void {
  for (const { field } of [...criteria.filterGroups.flat(), ...criteria.sortOrders]) {
    if (!isOperationField(field)) throw invalidSearchField(field);
  }
}

/** What is shown in the columns whose text is this dialect's: a search must find what its answer says. */
const contentOf =
  (reader: BulkReader, caller: Caller): ContentOf =>
  (field, { operation, topicName: topic, messages }) => {
    if (field === 'result_serialized_data') return operation.result;
    if (field === 'serialized_data') {
      return caller.may(PAYLOAD_SCOPE) ? serializedData(messages, reader) : null;
    }
    return shortView(operation, { topic, book: reader.book })[field];
  };

async function findPage(
  reader: BulkReader,
  { criteria }: AskedSearch,
  caller: Caller,
): Promise<OperationSearchPage> {
  const limit = criteria.pageSize ?? MAX_PAGE_SIZE;
  const gone = new AbortController();
  const search = {
    filterGroups: criteria.filterGroups,
    sortOrders: criteria.sortOrders,
    offset: (criteria.currentPage - 1) * limit,
    limit,
    contentOf: contentOf(reader, caller),
    signal: gone.signal,
    // Without the wider scope only one's own: whoever has no name of its own has none.
    ...(caller.may('status:read:any') ? {} : { owner: caller.owner ?? '' }),
  };
  try {
    return await withinDeadline(reader, reader.queries.searchOperations(search));
  } finally {
    gone.abort();
  }
}

const isFailed = ({ operation }: FoundOperation): boolean => operation.state === 'failed';

/** The kept messages of the failed ones, by bulk and operation. */
async function messagesOf(reader: BulkReader, found: readonly FoundOperation[]) {
  const byBulk = groupBy(found.filter(isFailed), ({ header }) => header.bulkUuid);
  const messages = new Map<string, ReadonlyMap<number, readonly unknown[]>>();
  for (const [bulkUuid, group] of byBulk) {
    const ids = group.map(({ operation }) => operation.id);
    messages.set(bulkUuid, await withinDeadline(reader, reader.queries.failedMessages(bulkUuid, ids)));
  }
  return messages;
}

/** An operation of the list, keys in the order of contract magento-bulk 3. */
function itemView(
  reader: BulkReader,
  { operation, header }: FoundOperation,
  parts: readonly unknown[],
): JsonObject {
  const details = {
    bulkUuid: header.bulkUuid,
    topic: topicName(header),
    book: reader.book,
    serializedData: serializedData(parts, reader),
  };
  return {
    extension_attributes: { start_time: startTime(header.acceptedAt) },
    ...detailedView(operation, details),
  };
}

async function* pageText(
  reader: BulkReader,
  page: OperationSearchPage,
  { echo, caller }: { readonly echo: JsonObject; readonly caller: Caller },
): AsyncGenerator<string> {
  let prefix = '{"items":[';
  for (const slice of slicesOf(page.items, FAILED_AT_ONCE)) {
    const messages = caller.may(PAYLOAD_SCOPE) ? await messagesOf(reader, slice) : new Map<string, never>();
    const texts = slice.map((found) => {
      const parts = messages.get(found.header.bulkUuid)?.get(found.operation.id) ?? [];
      return JSON.stringify(itemView(reader, found, parts));
    });
    yield prefix + texts.join();
    prefix = ',';
  }
  const opening = prefix === ',' ? '' : prefix;
  yield `${opening}],"search_criteria":${JSON.stringify(echo)},"total_count":${page.totalCount}}`;
}

/**
 * The answer of `GET /V1/bulk` as JSON text: a page of the operations of all bulks the caller may see, a few failed
 * messages at a time. Throws the 400 of a field or condition there is not (contract magento-bulk 3 and 8, "Search").
 */
export async function searchOperationsText(
  reader: BulkReader,
  { query, caller }: OperationQuestion,
): Promise<AsyncGenerator<string>> {
  const asked = parseCriteria(query);
  checkFields(asked);
  const page = await findPage(reader, asked, caller);
  return pageText(reader, page, { echo: asked.echo, caller });
}
