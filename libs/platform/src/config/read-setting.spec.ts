import { PortError } from '@sluice/ports';
import { ConfigError } from './load-config';
import { readSetting } from './read-setting';

describe('what a setting stands for', () => {
  it('is a wrong setting where it is found wrong', () => {
    const read = (): never => {
      throw new PortError('misconfigured', 'row 2, id: not unique');
    };
    expect(() => readSetting('SLUICE_REGISTRY_FILE', read)).toThrow(ConfigError);
    expect(() => readSetting('SLUICE_REGISTRY_FILE', read)).toThrow(
      'SLUICE_REGISTRY_FILE: row 2, id: not unique',
    );
  });

  it('fails as it fails for every other reason', () => {
    const away = new PortError('unavailable', 'away');
    expect(() =>
      readSetting('ANY', () => {
        throw away;
      }),
    ).toThrow(away);
    expect(readSetting('ANY', () => 7)).toBe(7);
  });
});
