import { inspect } from 'node:util';
import { isPortError } from '@sluice/ports';
import { maskSecrets } from './mask-secrets';

const MAX_CAUSES = 5;
const MAX_TEXT_CHARS = 4000;

/**
 * An error as a log line shows it: name, code, message, stack and the chain of causes; nothing else, because vendors
 * hang whole requests and connection options on their errors.
 */
export function serializeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) {
    return { message: clean(typeof error === 'string' ? error : inspect(error, { depth: 2 })) };
  }
  const code = codeOf(error);
  return {
    type: error.name,
    message: clean(error.message),
    ...(code === undefined ? {} : { code }),
    ...(isPortError(error) ? { retriable: error.retriable } : {}),
    ...(error.stack === undefined ? {} : { stack: clean(error.stack) }),
    ...(error.cause === undefined || depth >= MAX_CAUSES
      ? {}
      : { cause: serializeError(error.cause, depth + 1) }),
  };
}

function codeOf(error: Error): string | number | undefined {
  const code: unknown = (error as { code?: unknown }).code;
  return typeof code === 'string' || typeof code === 'number' ? code : undefined;
}

function clean(text: string): string {
  return maskSecrets(text.slice(0, MAX_TEXT_CHARS));
}
