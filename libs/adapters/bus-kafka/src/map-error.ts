import { PortError, isPortError } from '@sluice/ports';

const TOO_LARGE = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);
/** What an operator has to change before it can work. */
const MISCONFIGURED = new Set([
  'TOPIC_AUTHORIZATION_FAILED',
  'GROUP_AUTHORIZATION_FAILED',
  'CLUSTER_AUTHORIZATION_FAILED',
  'SASL_AUTHENTICATION_FAILED',
  'UNSUPPORTED_VERSION',
  'INVALID_TOPIC_EXCEPTION',
  'INVALID_REPLICATION_FACTOR',
  'INVALID_PARTITIONS',
  'INVALID_CONFIG',
  'POLICY_VIOLATION',
]);
const REFUSED = new Set(['INVALID_RECORD', 'INVALID_TIMESTAMP', 'UNSUPPORTED_FOR_MESSAGE_FORMAT']);

const typeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return '';
  if ('type' in error && typeof error.type === 'string') return error.type;
  if ('errors' in error && Array.isArray(error.errors)) return typeOf(error.errors[0]);
  return typeOf(error.cause);
};

/** kafkajs' protocol error type, wherever in the chain of causes it stands; '' where there is none. */
export const protocolType = typeOf;

/** Any error of kafkajs as one of the closed list; what is not known for good is `unavailable`, and tried again. */
export function toPortError(error: unknown, doing: string): PortError {
  if (isPortError(error)) return error;
  const type = typeOf(error);
  if (TOO_LARGE.has(type)) return new PortError('too_large', `${doing}: larger than the topic takes`, error);
  if (MISCONFIGURED.has(type))
    return new PortError('misconfigured', `${doing}: Kafka answers ${type}`, error);
  if (REFUSED.has(type)) return new PortError('refused', `${doing}: Kafka answers ${type}`, error);
  return new PortError('unavailable', `${doing}: Kafka does not answer as it should`, error);
}
