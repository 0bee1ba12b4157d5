import { z } from 'zod';
import { SETTINGS, type SettingName } from './settings';

/** The zod schema of one app: the settings it picked, by their names in the environment. */
export type AppConfigSchema<N extends SettingName = SettingName> = z.ZodObject<{
  [K in N]: (typeof SETTINGS)[K]['schema'];
}>;

/** The parsed settings of an app's schema. */
export type ConfigOf<S extends AppConfigSchema<never>> = z.output<S>;

/** Builds an app's schema from the names of the settings it reads; types follow from the catalogue. */
export function appConfig<N extends SettingName>(names: readonly N[]): AppConfigSchema<N> {
  const shape = Object.fromEntries(names.map((name) => [name, SETTINGS[name].schema]));
  return z.object(shape) as unknown as AppConfigSchema<N>;
}
