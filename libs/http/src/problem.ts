import type { Response } from 'express';

/** Seconds after which a refused or failed request is worth another try; what `Retry-After` says. */
export const RETRY_AFTER_S = 5;

/** An RFC 9457 problem; further members extend it. */
export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** A URI that names the kind of problem; `about:blank` says that the status tells all. */
  readonly type?: string;
  readonly [extension: string]: unknown;
}

/** Answers with a problem as `application/problem+json` (RFC 9457), never cached. */
export function problem(
  res: Response,
  { type = 'about:blank', title, status, detail, ...extensions }: Problem,
): void {
  res
    .status(status)
    .set({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
    .send(JSON.stringify({ ...extensions, type, title, status, detail }));
}

/** A 503 that says when to come back. */
export function unavailable(res: Response, detail: string): void {
  res.set('Retry-After', String(RETRY_AFTER_S));
  problem(res, { status: 503, title: 'Service Unavailable', detail });
}
