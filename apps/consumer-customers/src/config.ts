import { CONSUMER_APP_SETTINGS } from '@sluice/consuming';
import { appConfig } from '@sluice/platform';

/** The settings of the app. */
export const consumerConfig = appConfig(CONSUMER_APP_SETTINGS);
