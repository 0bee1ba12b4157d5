/** The consumer group's id in Kafka: a log that was made anew is read from its beginning (mechanics 2). */
export const groupIdOf = (group: string, epoch: number): string => `${group}.${String(epoch)}`;
