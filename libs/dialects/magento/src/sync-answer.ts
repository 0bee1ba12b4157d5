import { isPortError, withinDeadline } from '@sluice/ports';
import type { BulkReceipt, IncomingItem } from '@sluice/intake';
import { ItemState, type BulkChunk } from '@sluice/schemas';
import { receiptView } from './accept-view';
import { RestError, noSuchEntity, unavailable } from './http/rest-error';
import { sendJson } from './http/send-json';
import type { WriteRoute } from './items/write-route';
import { MODULES } from './modules/modules';
import type { EntityView, ReadContext, WholeResult } from './modules/module';
import type { RestCall } from './rest-call';

/** A synchronous call whose item has been accepted. */
export interface Awaited {
  readonly call: RestCall;
  readonly row: WriteRoute;
  readonly items: readonly IncomingItem[];
  readonly receipt: BulkReceipt;
}

const VIEWS: ReadonlyMap<string, EntityView> = new Map(
  MODULES.flatMap((module) => Object.entries(module.views)),
);

const WHOLE_RESULTS: ReadonlyMap<string, WholeResult> = new Map(
  MODULES.flatMap(({ wholeResults = {} }) => Object.entries(wholeResults)),
);

const APPLIED: ReadonlySet<number | undefined> = new Set([ItemState.succeeded, ItemState.unchanged]);

/** The refusal that a failed operation stands for: 404 of what is not there, 503 of what may work later, else 400. */
function refusalOf(chunk: BulkChunk): Error {
  const error = chunk.errors.find(({ position }) => position === 0);
  if (error === undefined || error.class === 'retriable') return unavailable();
  if (error.code === 'not_found') return noSuchEntity(error.message);
  return new RestError(400, { message: error.message });
}

/** The chunk of a finished bulk, null when the deadline came first. */
async function finished({ options }: ReadContext, bulkUuid: string): Promise<BulkChunk | null> {
  const gone = new AbortController();
  try {
    return await withinDeadline(options, options.waiter.awaitFinished(bulkUuid, { signal: gone.signal }));
  } catch (error) {
    if (isPortError(error, 'deadline')) return null;
    throw error;
  } finally {
    gone.abort();
  }
}

const keyOf = (item: IncomingItem | undefined): string => (item?.kind === 'operation' ? item.key : '');

async function valueOf(
  context: ReadContext,
  { row, items, call }: Awaited,
  chunk: BulkChunk,
): Promise<unknown> {
  const view = row.answer === 'entity' ? VIEWS.get(row.entity) : undefined;
  if (view === undefined) {
    const result = JSON.parse(chunk.results[0] ?? '[]') as unknown;
    const whole = WHOLE_RESULTS.get(`${row.entity}/${row.action}`);
    return whole === undefined ? result : whole(context, keyOf(items[0]), result);
  }
  const scope = call.target.scope ?? context.options.stores.defaultView;
  return view(context, keyOf(items[0]), scope);
}

/**
 * The answer of a synchronous call: what the original answers once the operation has been applied, its refusal where
 * it failed. When the deadline comes first it is the 202 of the asynchronous form: the bulk goes on and can be asked
 * for (decision 12).
 */
export async function answerSync(context: ReadContext, awaited: Awaited): Promise<void> {
  const { receipt, call } = awaited;
  const [item] = receipt.items;
  if (item?.status === 'rejected') throw new RestError(400, { message: item.message });
  const chunk = await finished(context, receipt.bulkUuid);
  if (chunk === null) {
    sendJson(call.res, { status: 202, value: receiptView(receipt, context.options.compat) });
    return;
  }
  if (!APPLIED.has(chunk.states[0])) throw refusalOf(chunk);
  sendJson(call.res, { status: 200, value: await valueOf(context, awaited, chunk) });
}
