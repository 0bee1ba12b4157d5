import { STATUS_CODES } from 'node:http';
import type { Response } from 'express';

const RETRY_AFTER_S = 5;

/** What a refusal may tell beside its status. */
interface RefusalFacts {
  /** The query parameter that is wrong. */
  readonly parameter?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that is refused: thrown by a parser, answered by the router as an RFC 9457 problem. */
export class Refusal extends Error {
  public override readonly name = 'Refusal';

  public constructor(
    public readonly status: number,
    detail: string,
    public readonly facts: RefusalFacts = {},
  ) {
    super(detail);
  }
}

/** Answers with a problem (RFC 9457); `parameter` extends it where a query parameter is at fault. */
export function answerRefusal(res: Response, { status, message, facts }: Refusal): void {
  const { parameter, headers = {} } = facts;
  const title = STATUS_CODES[status] ?? 'Error';
  const body = {
    type: 'about:blank',
    title,
    status,
    detail: message,
    ...(parameter === undefined ? {} : { parameter }),
  };
  res
    .status(status)
    .set({ ...headers, 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
    .send(JSON.stringify(body));
}

/** 503: the stores cannot answer now; reading again later may help. */
export function answerUnavailable(res: Response): void {
  const headers = { 'Retry-After': String(RETRY_AFTER_S) };
  const detail = 'The status cannot be read right now. Try again a little later.';
  answerRefusal(res, new Refusal(503, detail, { headers }));
}
