import { isPortError } from '@sluice/ports';
import { ConfigError } from './load-config';

/**
 * What a setting stands for, where that is found wrong only when it is read: a file with mistakes in it is a wrong
 * setting like any other. Throws a ConfigError that names the setting.
 */
export function readSetting<Value>(name: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (isPortError(error, 'misconfigured')) throw new ConfigError([`${name}: ${error.message}`]);
    throw error;
  }
}
