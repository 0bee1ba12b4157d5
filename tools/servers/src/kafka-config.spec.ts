import { asImageVariables, kafkaProperties, renderProperties } from './kafka-config';

const node = { port: 19_092, controllerPort: 19_093, dataDir: '/data/kafka' };

describe('the configuration of Kafka', () => {
  it('listens on 127.0.0.1 with one port for clients and one for the controller', () => {
    const lines = renderProperties(kafkaProperties(node)).split('\n');
    expect(lines).toContain('listeners=PLAINTEXT://127.0.0.1:19092,CONTROLLER://127.0.0.1:19093');
    expect(lines).toContain('advertised.listeners=PLAINTEXT://127.0.0.1:19092');
    expect(lines).toContain('controller.quorum.voters=1@127.0.0.1:19093');
    expect(lines).toContain('log.dirs=/data/kafka');
  });

  it('creates no topic by itself and lets a killed broker back in soon', () => {
    const lines = renderProperties(kafkaProperties(node)).split('\n');
    expect(lines).toContain('auto.create.topics.enable=false');
    expect(lines).toContain('broker.heartbeat.interval.ms=300');
    expect(lines).toContain('broker.session.timeout.ms=2000');
    expect(lines).toContain('group.initial.rebalance.delay.ms=0');
  });

  it('ends every line and keeps a backslash', () => {
    expect(renderProperties({ 'log.dirs': 'a\\b', x: '1' })).toBe('log.dirs=a\\\\b\nx=1\n');
  });

  it('becomes the variables of the image', () => {
    expect(asImageVariables({ 'log.dirs': '/d', listeners: 'l' })).toEqual({
      KAFKA_LOG_DIRS: '/d',
      KAFKA_LISTENERS: 'l',
    });
  });
});
