import { PortError } from '@sluice/ports';
import { toPortError } from './map-error';

const protocol = (type: string): Error => Object.assign(new Error('kafka says so'), { type });

describe('errors of Kafka as errors of the port', () => {
  test.each([
    [protocol('MESSAGE_TOO_LARGE'), 'too_large'],
    [new Error('wrapped', { cause: protocol('RECORD_LIST_TOO_LARGE') }), 'too_large'],
    [Object.assign(new Error('several'), { errors: [protocol('POLICY_VIOLATION')] }), 'misconfigured'],
    [protocol('TOPIC_AUTHORIZATION_FAILED'), 'misconfigured'],
    [protocol('INVALID_RECORD'), 'refused'],
    [protocol('NOT_LEADER_FOR_PARTITION'), 'unavailable'],
    [new TypeError('kafkajs read a property of null'), 'unavailable'],
    ['not even an error', 'unavailable'],
  ])('%s', (error, code) => {
    expect(toPortError(error, 'test')).toMatchObject({ code, cause: error });
  });

  test('an error of the port stays what it is', () => {
    const error = new PortError('closed', 'closed');
    expect(toPortError(error, 'test')).toBe(error);
  });
});
