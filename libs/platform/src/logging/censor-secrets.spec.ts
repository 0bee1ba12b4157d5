import { censorSecrets } from './censor-secrets';

describe('censorSecrets', () => {
  it('gives back the very fields where none is a secret', () => {
    const fields = { request_id: 'r', items: [1, { a: null }], at: new Date(0) };
    expect(censorSecrets(fields)).toBe(fields);
  });

  it('censors three levels deep, and leaves what it was given as it was', () => {
    const fields = { password: 1, req: { headers: { authorization: 'x', host: 'h' }, token: 'x' }, n: 1 };
    expect(censorSecrets(fields)).toEqual({
      password: '***',
      req: { headers: { authorization: '***', host: 'h' }, token: '***' },
      n: 1,
    });
    expect(fields.req.headers.authorization).toBe('x');
  });

  it('censors entries of lists, which stay lists', () => {
    expect(censorSecrets({ users: [{ cookie: 'x' }, 2] })).toEqual({ users: [{ cookie: '***' }, 2] });
  });

  it('leaves errors to their serializer, but not one under another name', () => {
    const err = Object.assign(new Error('x'), { token: 'x' });
    expect(censorSecrets({ err, error: err })).toEqual({ err, error: err });
    expect(censorSecrets({ reason: err })).toEqual({ reason: { token: '***' } });
  });
});
