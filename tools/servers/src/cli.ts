import { cacheFolder } from './cache-folder';
import { ensurePersistentServers, stopPersistentServers } from './persistent-servers';

const USAGE = 'usage: cli.js start [--fresh] | stop';

const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** stdout carries nothing but the two lines, so that a shell can eval it; everything else goes to stderr. */
async function start(fresh: boolean): Promise<void> {
  const { kafkaBrokers, mongodbUri } = await ensurePersistentServers({ fresh, progress: tell });
  process.stdout.write(`export KAFKA_BROKERS=${kafkaBrokers}\nexport MONGODB_URI=${mongodbUri}\n`);
  tell(`Kafka and MongoDB are running; logs and data in ${cacheFolder()}/persistent`);
}

async function stop(): Promise<void> {
  tell((await stopPersistentServers()) ? 'Kafka and MongoDB are stopped' : 'no servers were running');
}

async function main([command, ...options]: readonly string[]): Promise<void> {
  const known = command === 'start' ? options.every((option) => option === '--fresh') : options.length === 0;
  if (command === 'start' && known) await start(options.includes('--fresh'));
  else if (command === 'stop' && known) await stop();
  else throw new Error(USAGE);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  tell(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
