import type { AppConfigSchema, ConfigOf } from '@sluice/platform';

/** The settings of consuming, to be named among those of the app that does it. */
export const CONSUMER_SETTINGS = ['SLUICE_DATA_DIR', 'SLUICE_REGISTRY_FILE', 'SLUICE_SEAL_KEY'] as const;

export type ConsumerConfig = ConfigOf<AppConfigSchema<(typeof CONSUMER_SETTINGS)[number]>>;
