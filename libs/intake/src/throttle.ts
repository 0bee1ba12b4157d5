import type { Clock } from '@sluice/ports';
import { IntakeRefused } from './intake-refused';
import type { LagGauge } from './lag-gauge';
import { operationsTopicOf } from './operations-topic-of';
import type { AcceptBulk } from './request';

/** How intake holds back while consumers lag. */
export interface ThrottleOptions {
  readonly gauge: LagGauge;
  /** Age in seconds of the oldest operation not applied yet from which bulks are refused; 0: never. */
  readonly maxLagS: number;
  readonly clock: Clock;
  /** The deadline of a request: waiting takes a quarter of it at most; 10,000 unless told. */
  readonly requestTimeoutMs?: number;
}

/** The longest that a bulk is held back. */
const MAX_DELAY_MS = 2_000;
/** Consumers that are that far behind do not catch up in a moment. */
const RETRY_AFTER_S = 30;

/** How long a bulk is held back: not at all below half of the limit, then ever longer up to the bound. Pure. */
export function slowdownMs(ageMs: number, limitMs: number, maxDelayMs: number): number {
  const half = limitMs / 2;
  if (ageMs < half) return 0;
  return Math.ceil(maxDelayMs * Math.min(1, (ageMs - half) / half));
}

const lagging = (topic: string, ageMs: number, maxLagS: number): IntakeRefused =>
  new IntakeRefused(
    'lag',
    RETRY_AFTER_S,
    `The consumers of ${topic} lag ${String(Math.floor(ageMs / 1000))} s behind ` +
      `(limit SLUICE_MAX_LAG_S=${String(maxLagS)}). Try again later.`,
  );

/**
 * Puts a brake before accepting: where the consumers of the topic that a bulk goes to lag by half of the limit,
 * intake slows down; from the limit on it rejects with IntakeRefused `lag`. Other topics are not held up.
 */
export function createThrottle(options: ThrottleOptions): (accept: AcceptBulk) => AcceptBulk {
  const { gauge, maxLagS, clock, requestTimeoutMs = 10_000 } = options;
  const limitMs = maxLagS * 1000;
  const maxDelayMs = Math.min(MAX_DELAY_MS, requestTimeoutMs / 4);
  return (accept) => {
    if (maxLagS === 0) return accept;
    return async (request) => {
      const topic = operationsTopicOf(request.entity);
      const ageMs = await gauge.ageMs(topic);
      if (ageMs >= limitMs) throw lagging(topic, ageMs, maxLagS);
      const delayMs = slowdownMs(ageMs, limitMs, maxDelayMs);
      if (delayMs > 0) await clock.delay(delayMs);
      return accept(request);
    };
  };
}
