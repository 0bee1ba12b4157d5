import { DemoError, reasonOf } from './demo-error';
import type { Counts } from './progress';

/** What `GET /bulks/{uuid}` answers, as far as the demo reads it. */
export interface BulkStatus {
  readonly state: 'accepted' | 'running' | 'finished';
  readonly counts: Counts;
}

/** The two calls a client needs: send a bulk, ask how it stands. */
export interface SluiceClient {
  /** Sends items as one bulk through Magento's door and answers its uuid; throws DemoError when it is not accepted. */
  readonly sendBulk: (items: readonly unknown[]) => Promise<string>;
  /** Throws DemoError when the status cannot be had; asking again may help. */
  readonly readStatus: (uuid: string) => Promise<BulkStatus>;
}

const BULK_PRODUCTS = '/rest/all/async/bulk/V1/products';
const REQUEST_TIMEOUT_MS = 20_000;
const SHOWN_CHARACTERS = 300;

/** A client of the Sluice at this base URL. */
export function createClient(url: string): SluiceClient {
  return {
    sendBulk: async (items) => {
      const { status, text } = await call(url, BULK_PRODUCTS, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(items),
      });
      const uuid = status === 202 ? bulkUuidIn(text) : undefined;
      if (uuid === undefined) throw new DemoError(`${url} refused the bulk: ${excerpt(status, text)}`);
      return uuid;
    },
    readStatus: async (uuid) => {
      const { status, text } = await call(url, `/bulks/${uuid}`, {});
      const bulk = status === 200 ? statusIn(text) : undefined;
      if (bulk === undefined) throw new DemoError(`${url} gives no status: ${excerpt(status, text)}`);
      return bulk;
    },
  };
}

async function call(url: string, path: string, init: RequestInit): Promise<{ status: number; text: string }> {
  try {
    const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    const response = await fetch(url + path, { ...init, signal });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw new DemoError(
      `no answer from ${url} (${reasonOf(error)}): start Sluice with npm start, or set PORT to its port`,
    );
  }
}

const excerpt = (status: number, text: string): string =>
  `${status} ${text.replace(/\s+/g, ' ').slice(0, SHOWN_CHARACTERS)}`.trim();

function bulkUuidIn(text: string): string | undefined {
  const body = parse(text) as { bulk_uuid?: unknown } | null | undefined;
  return typeof body?.bulk_uuid === 'string' ? body.bulk_uuid : undefined;
}

/** Whoever listens there may be some other program: what has no counts is no status. */
function statusIn(text: string): BulkStatus | undefined {
  const body = parse(text) as Partial<BulkStatus> | null | undefined;
  return typeof body?.state === 'string' && typeof body.counts?.open === 'number'
    ? (body as BulkStatus)
    : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
