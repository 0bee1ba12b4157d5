import { Agent, get, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { listen, type Listening } from './listen';
import { until } from './serve.fixture';

describe('listen', () => {
  const waiting: ServerResponse[] = [];
  const agent = new Agent({ keepAlive: true });
  let server: Listening;
  const app: RequestListener = (req, res) => {
    if (req.url === '/wait') {
      waiting.push(res);
    } else {
      res.end('ok');
    }
  };
  const fetchText = (path: string): Promise<{ text: string; res: IncomingMessage }> =>
    new Promise((resolve, reject) => {
      get({ host: '127.0.0.1', port: server.port, path, agent }, (res) => {
        let text = '';
        res.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        res.once('end', () => {
          resolve({ text, res });
        });
        res.once('error', reject);
      }).once('error', reject);
    });
  const start = async (drainMs: number): Promise<void> => {
    server = await listen(app, { host: '127.0.0.1', port: 0, drainMs });
  };
  afterEach(async () => {
    waiting.splice(0);
    await server.close();
  });
  afterAll(() => {
    agent.destroy();
  });

  it('lets requests in flight finish, and closes kept-alive connections', async () => {
    await start(60_000);
    await fetchText('/');
    const answer = fetchText('/wait');
    await until(() => waiting.length === 1);
    const closed = server.close();
    await expect(refused()).resolves.toBe(true);
    waiting[0]?.end('late');
    expect(await answer).toMatchObject({ text: 'late', res: { headers: { connection: 'close' } } });
    await closed;
  });

  it('lets an answer that had begun finish', async () => {
    await start(60_000);
    const answer = fetchText('/wait');
    await until(() => waiting.length === 1);
    waiting[0]?.write('early ');
    const closed = server.close();
    waiting[0]?.end('late');
    expect((await answer).text).toBe('early late');
    await closed;
  });

  it('cuts off what is left at the deadline', async () => {
    await start(50);
    const answer = fetchText('/wait');
    const failed = expect(answer).rejects.toThrow();
    await until(() => waiting.length === 1);
    await server.close();
    await failed;
  });

  it('closes twice like once, and says whose port is taken', async () => {
    await start(50);
    await expect(listen(app, { host: '127.0.0.1', port: server.port })).rejects.toMatchObject({
      code: 'locked',
    });
    await Promise.all([server.close(), server.close()]);
  });

  function refused(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(server.port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(false);
      });
      socket.once('error', () => {
        resolve(true);
      });
    });
  }
});
