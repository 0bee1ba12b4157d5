import { UsageError, parseCommand } from './parse-command';

const ID = 'abcdefABCDEF';
const line = (text: string): string[] => text.split(' ').filter((word) => word !== '');

describe('parseCommand', () => {
  it.each([
    ['', 'a command is missing'],
    ['make', '"make" is no command'],
    ['__proto__', '"__proto__" is no command'],
    ['create', 'at least one --scope is needed'],
    ['create --scope', '--scope'],
    ['create --scope products', '"products" is not a scope'],
    ['create --scope admin --scope magento:bulk:write', '"magento:bulk:write" is not a scope'],
    ['create --scope admin --expires soon', '--expires "soon" is not a duration like'],
    ['create --scope admin --expires 0d', '--expires "0d" is not a duration like'],
    ['create --scope admin --scop x', '--scop'],
    ['create --scope admin admin', 'admin'],
    ['create --scope admin --entity a.b', '"a.b" cannot be a value of --entity'],
    ['create --scope admin --store *', '"*" cannot be a value of --store'],
    ['list all', 'all'],
    ['list --scope admin', '--scope'],
    ['revoke', 'revoke takes the id of one token'],
    [`revoke ${ID} ${ID}`, 'revoke takes the id of one token'],
    ['revoke abc', 'an id has 12 letters and digits'],
    ['account', 'account takes one name'],
    ['account a b --scope admin', 'account takes one name'],
    ['account a/b --scope admin', 'the name of an account has'],
    ['account anna', 'at least one --scope is needed'],
    ['account anna --scope admin --password secret', '--password'],
  ])('refuses %j: %s', (text, message) => {
    expect(() => parseCommand(line(text))).toThrow(UsageError);
    expect(() => parseCommand(line(text))).toThrow(message);
  });

  it.each(['', 'a\nb', 'a\tb', '\u001b[31m', 'x'.repeat(101)])('refuses the name %j', (name) => {
    expect(() => parseCommand(['create', '--scope', 'admin', '--name', name])).toThrow('--name takes');
  });

  it('does not repeat a whole token that was given for its id', () => {
    const token = `slc_${ID}_${'s'.repeat(38)}`;
    const message = (): string => {
      try {
        return JSON.stringify(parseCommand(['revoke', token]));
      } catch (error) {
        return String(error);
      }
    };
    expect(message()).toContain('an id has 12 letters and digits');
    expect(message()).not.toContain('sss');
  });

  it.each(['help', '--help', '-h', 'create --help', 'revoke -h'])('shows the usage for %j', (text) => {
    expect(parseCommand(line(text))).toEqual({ name: 'help' });
  });

  it('reads a token to make, everything once', () => {
    const text =
      'create --scope magento:products:write --scope status:read --scope status:read --name shop --expires 30d ' +
      '--entity products --entity prices --entity products --store french';
    expect(parseCommand(line(text))).toEqual({
      name: 'create',
      tokenName: 'shop',
      scopes: ['magento:products:write', 'status:read'],
      lifeMs: 2_592_000_000,
      entities: ['products', 'prices'],
      stores: ['french'],
    });
  });

  it('reads a token without limits', () => {
    expect(parseCommand(['create', '--scope=admin', '--name', 'Übergang 2 😀'])).toEqual({
      name: 'create',
      tokenName: 'Übergang 2 😀',
      scopes: ['admin'],
      lifeMs: null,
      entities: null,
      stores: null,
    });
  });

  it('reads the other commands', () => {
    expect(parseCommand(['list'])).toEqual({ name: 'list' });
    expect(parseCommand(['revoke', ID])).toEqual({ name: 'revoke', id: ID });
    expect(parseCommand(line('account anna@example.org --scope admin'))).toEqual({
      name: 'account',
      account: 'anna@example.org',
      scopes: ['admin'],
    });
  });
});
