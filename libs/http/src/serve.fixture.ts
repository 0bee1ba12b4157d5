import type { Logger, LogFields } from '@sluice/ports';
import type { Express } from 'express';
import { listen, type Listening } from './listen';

/** A line as it was logged, with the fields of the children it went through. */
export interface LoggedLine {
  readonly level: string;
  readonly fields: LogFields;
  readonly message: string;
}

/** A logger that remembers. */
export function recordingLogger(lines: LoggedLine[], inherited: LogFields = {}): Logger {
  const at = (level: string) => (fields: LogFields, message: string) => {
    lines.push({ level, fields: { ...inherited, ...fields }, message });
  };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => recordingLogger(lines, { ...inherited, ...fields }),
  };
}

/** Serves an app on a free port. */
export async function serve(app: Express): Promise<Listening & { readonly url: string }> {
  const server = await listen(app, { host: '127.0.0.1', port: 0, drainMs: 1000 });
  return { ...server, url: `http://127.0.0.1:${String(server.port)}` };
}

/** Polls a fact until it holds. */
export async function until(fact: () => boolean, deadlineMs = 5000): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (!fact()) {
    if (Date.now() > end) {
      throw new Error('the fact did not come to hold in time');
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
