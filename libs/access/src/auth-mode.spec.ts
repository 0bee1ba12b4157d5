import { authMode, isLoopback } from './auth-mode';

const ELSEWHERE = [
  '0.0.0.0',
  '::',
  '10.0.0.1',
  '192.168.1.4',
  '2001:db8::1',
  'example.org',
  '126.255.255.255',
];
const DISGUISED = [
  'localhost.example.org',
  '127.0.0.1.example.org',
  '127.1',
  '127.0.0.256',
  '::1.example',
  '',
];
const HERE = [
  '127.0.0.1',
  '127.255.0.3',
  '::1',
  '0:0:0:0:0:0:0:1',
  '::ffff:127.0.0.1',
  'localhost',
  'LOCALHOST',
];

describe('isLoopback', () => {
  it.each([...ELSEWHERE, ...DISGUISED])('does not trust %j', (host) => {
    expect(isLoopback(host)).toBe(false);
  });

  it.each(HERE)('knows %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });
});

describe('authMode', () => {
  it.each(ELSEWHERE)('refuses %s where nobody decided, and says what to set', (host) => {
    const decision = authMode({ auth: undefined, host });
    expect(decision).toEqual({ refusal: expect.stringContaining(`SLUICE_HOST=${host} `) });
    expect(decision).toEqual({ refusal: expect.stringMatching(/SLUICE_AUTH=token .*SLUICE_AUTH=open /) });
  });

  it('is open on the loopback unless told, without a word', () => {
    for (const host of HERE) {
      expect(authMode({ auth: undefined, host })).toEqual({ mode: 'open', warning: null });
      expect(authMode({ auth: 'open', host })).toEqual({ mode: 'open', warning: null });
      expect(authMode({ auth: 'token', host })).toEqual({ mode: 'token', warning: null });
    }
  });

  it('warns of an open address that others reach, and not of a guarded one', () => {
    for (const host of ELSEWHERE) {
      const warning = expect.stringContaining('NOBODY IS ASKED WHO CALLS');
      expect(authMode({ auth: 'open', host })).toEqual({ mode: 'open', warning });
      expect(authMode({ auth: 'token', host })).toEqual({ mode: 'token', warning: null });
    }
  });
});
