import type { BulkHeader } from '@sluice/schemas';

/** The name of the call; of a foreign publisher's bulk that has none the topic its items came by. */
export const topicName = ({ description, topic }: Pick<BulkHeader, 'description' | 'topic'>): string =>
  description === '' ? topic : description;
