import { PortError } from '@sluice/ports';
import { createLogger } from './create-logger';

function capture(level: 'debug' | 'info' = 'info') {
  const lines: string[] = [];
  const logger = createLogger({
    name: 'gateway',
    level,
    destination: { write: (line) => void lines.push(line) },
  });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

describe('createLogger', () => {
  it('writes one JSON line with level, time, app, fields and message', () => {
    const { logger, last } = capture();
    logger.child({ request_id: 'r1' }).warn({ items: 3 }, 'told');
    expect(last()).toMatchObject({ level: 'warn', name: 'gateway', request_id: 'r1', items: 3, msg: 'told' });
    expect(last().time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('keeps to its level', () => {
    const { logger, lines } = capture();
    logger.debug({}, 'too quiet');
    expect(lines).toEqual([]);
  });

  it('censors passwords, tokens and authorization, also nested ones', () => {
    const { logger, lines } = capture();
    logger.info(
      { password: 'hunter2', headers: { authorization: 'hunter2' }, a: { b: { token: 'hunter2' } } },
      'x',
    );
    logger.child({ token: 'hunter2' }).info({}, 'y');
    expect(lines).toHaveLength(2);
    expect(lines.join('')).not.toContain('hunter2');
  });

  it('shows an error with its causes, without secrets and without what vendors hang on it', () => {
    const { logger, lines, last } = capture();
    const vendor = Object.assign(new Error('connect mongodb://u:hunter2@h/db failed'), {
      options: { key: 'hunter2' },
    });
    logger.error({ err: new PortError('unavailable', 'no store', vendor) }, 'failed');
    expect(last().err).toMatchObject({
      type: 'PortError',
      code: 'unavailable',
      retriable: true,
      message: 'no store',
      cause: { type: 'Error', message: 'connect mongodb://u:***@h/db failed' },
    });
    expect(lines.join('')).not.toContain('hunter2');
  });

  it('survives an error that is its own cause, and one that is none', () => {
    const { logger, last } = capture();
    const circular = new Error('round');
    circular.cause = circular;
    logger.error({ err: circular }, 'x');
    logger.error({ err: 'just text' }, 'y');
    expect(last().err).toEqual({ message: 'just text' });
  });
});
