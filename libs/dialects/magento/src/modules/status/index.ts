import { sendJson } from '../../http/send-json';
import { streamJson } from '../../http/stream-json';
import type { BulkStatus } from '@sluice/tracking';
import type { Caller } from '../../rest-call';
import { requireBulk, type BulkReader } from '../../status/bulk-reader';
import { countOperations } from '../../status/count-operations';
import { searchOperationsText } from '../../status/search-operations';
import { detailedStatusText, statusText } from '../../status/status-text';
import { createCallBook, type CallBook } from '../../status/call-book';
import type { MagentoModule, ReadAnswer, ReadRow } from '../module';

/** Any valid token may ask: its own bulks it may always read, those of others look unknown without the scope. */
const STATUS = { access: 'any', acl: 'Magento_Logging::system_magento_logging_bulk_operations' } as const;

type ToText = (reader: BulkReader, status: BulkStatus, caller: Caller) => AsyncGenerator<string>;

const answerList =
  (book: CallBook, toText: ToText): ReadAnswer =>
  async ({ options }, call, params) => {
    const reader = { ...options, book };
    const status = await requireBulk(reader, params.bulkUuid ?? '', call.caller);
    await streamJson(call.res, toText(reader, status, call.caller));
    return undefined;
  };

const answerCount =
  (book: CallBook): ReadAnswer =>
  async ({ options }, { res, caller }, params) => {
    const value = await countOperations({ ...options, book }, params.bulkUuid ?? '', {
      status: params.status ?? '',
      caller,
    });
    sendJson(res, { status: 200, value });
    return undefined;
  };

const answerSearch =
  (book: CallBook): ReadAnswer =>
  async ({ options }, { res, query, caller }) => {
    await streamJson(res, await searchOperationsText({ ...options, book }, { query, caller }));
    return undefined;
  };

const readsOf = (book: CallBook): readonly ReadRow[] => [
  {
    verb: 'GET',
    path: '/bulk',
    ...STATUS,
    access: 'status:read',
    description: 'Searches the operations of all bulks.',
    answer: answerSearch(book),
  },
  {
    verb: 'GET',
    path: '/bulk/:bulkUuid/status',
    ...STATUS,
    description: 'The status of a bulk and of each of its operations.',
    answer: answerList(book, statusText),
  },
  {
    verb: 'GET',
    path: '/bulk/:bulkUuid/detailed-status',
    ...STATUS,
    description: 'The same with what was sent and what was answered.',
    answer: answerList(book, detailedStatusText),
  },
  {
    verb: 'GET',
    path: '/bulk/:bulkUuid/operation-status/:status',
    ...STATUS,
    description: 'How many operations of the bulk have this status.',
    answer: answerCount(book),
  },
];

/** The status calls (contract magento-bulk 3), over the calls that the other parts of the API offer. */
export const statusModuleOf = (modules: readonly MagentoModule[]): MagentoModule => ({
  writes: [],
  mappers: {},
  reads: readsOf(createCallBook(modules)),
  views: {},
  items: {},
});
