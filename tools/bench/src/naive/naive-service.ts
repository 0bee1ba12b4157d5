import { Kafka, logLevel, type Consumer, type Producer } from 'kafkajs';
import { mongo } from 'mongoose';
import type { ProductItem } from '../catalogue/magento-product';

const TOPIC = 'naive.products';
const PARTITIONS = 4;

interface NaiveMessage {
  readonly bulk: string;
  readonly id: number;
  readonly item: ProductItem;
}

interface StatusDocument {
  readonly _id: string;
  readonly status: string;
}

/** The service a team would write first, with the libraries' defaults. */
export interface NaiveService {
  /** Accepts a body: one send an item. */
  readonly accept: (bulk: string, items: readonly ProductItem[]) => Promise<void>;
  /** Resolves when so many items have been applied since the service was opened. */
  readonly applied: (count: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Where it runs. */
export interface NaiveOptions {
  readonly kafkaBrokers: string;
  readonly mongodbUri: string;
}

/** Opens producer, consumer and collections, on a topic made anew. */
export async function openNaiveService({ kafkaBrokers, mongodbUri }: NaiveOptions): Promise<NaiveService> {
  const kafka = new Kafka({ brokers: kafkaBrokers.split(','), logLevel: logLevel.ERROR });
  await makeTopic(kafka);
  const client = await new mongo.MongoClient(mongodbUri).connect();
  const producer = kafka.producer();
  const consumer = kafka.consumer({ groupId: `naive.${process.pid}.${Date.now()}` });
  await Promise.all([producer.connect(), consumer.connect()]);
  const counter = createCounter();
  await consume(consumer, client.db(), counter.add);
  return {
    accept: (bulk, items) => accept(producer, bulk, items),
    applied: counter.reached,
    close: async () => {
      await Promise.all([producer.disconnect(), consumer.disconnect()]);
      await client.close();
    },
  };
}

async function makeTopic(kafka: Kafka): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: PARTITIONS }], waitForLeaders: true });
  await admin.disconnect();
}

async function accept(producer: Producer, bulk: string, items: readonly ProductItem[]): Promise<void> {
  for (const [id, item] of items.entries()) {
    const message: NaiveMessage = { bulk, id, item };
    await producer.send({
      topic: TOPIC,
      messages: [{ key: item.product.sku, value: JSON.stringify(message) }],
    });
  }
}

async function consume(consumer: Consumer, database: mongo.Db, onApplied: () => void): Promise<void> {
  const products = database.collection<ProductItem['product'] & { _id: string }>('naive_products');
  const statuses = database.collection<StatusDocument>('naive_statuses');
  await consumer.subscribe({ topic: TOPIC, fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      const { bulk, id, item } = JSON.parse(String(message.value)) as NaiveMessage;
      const { product } = item;
      await products.updateOne({ _id: product.sku }, { $set: product }, { upsert: true });
      await statuses.updateOne({ _id: `${bulk}:${id}` }, { $set: { status: 'complete' } }, { upsert: true });
      onApplied();
    },
  });
}

function createCounter(): {
  readonly add: () => void;
  readonly reached: (count: number) => Promise<void>;
} {
  let applied = 0;
  let wake: () => void = () => undefined;
  return {
    add: () => {
      applied++;
      wake();
    },
    reached: (count) =>
      new Promise((resolve) => {
        wake = () => {
          if (applied >= count) resolve();
        };
        wake();
      }),
  };
}
