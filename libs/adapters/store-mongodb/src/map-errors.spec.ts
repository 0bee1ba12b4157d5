import { createServer, type AddressInfo } from 'node:net';
import { mongo } from 'mongoose';
import { PortError, silentLogger, systemClock } from '@sluice/ports';
import { createMongoStores } from './create-mongo-stores';
import { toPortError } from './map-errors';

const serverError = (code: number): Error => new mongo.MongoServerError({ message: 'as told', code });

/** A port where nothing listens. */
const closedPort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

describe('toPortError', () => {
  it.each([15, 2, 10_334, 17_419])('takes code %i for a refusal', (code) => {
    const error = serverError(code);
    expect(toPortError(error)).toMatchObject({ code: 'refused', retriable: false, cause: error });
  });

  it.each([91, 189, 10_107, 11_600, 50, 13, 8000])('takes code %i for trouble that may pass', (code) => {
    expect(toPortError(serverError(code))).toMatchObject({ code: 'unavailable', retriable: true });
  });

  it('takes what cannot be encoded for a refusal', () => {
    const broken = (): unknown => mongo.BSON.serialize({ 'a\0b': 1 });
    expect(broken).toThrow();
    try {
      broken();
    } catch (error) {
      expect(toPortError(error)).toMatchObject({ code: 'refused' });
    }
  });

  it('takes anything unknown for trouble that may pass, and a closed store for closed', () => {
    expect(toPortError(new TypeError('x'))).toMatchObject({ code: 'unavailable' });
    expect(toPortError('x', true)).toMatchObject({ code: 'closed' });
  });

  it('leaves a PortError as it is', () => {
    const error = new PortError('locked', 'x');
    expect(toPortError(error)).toBe(error);
  });
});

describe('createMongoStores', () => {
  it('rejects with unavailable where no server answers in time', async () => {
    const uri = `mongodb://127.0.0.1:${await closedPort()}/x`;
    const timings = { serverSelectionMs: 200 };
    const opening = createMongoStores({ uri, clock: systemClock, logger: silentLogger, timings });
    await expect(opening).rejects.toMatchObject({ code: 'unavailable', retriable: true });
  });
});
