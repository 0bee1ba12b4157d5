import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askKafka } from './ask-kafka';
import type { DaemonSpec } from './daemon';
import type { Installation } from './installation';
import { kafkaProperties, renderProperties } from './kafka-config';
import { runCommand } from './run-command';
import { localKafkaBrokers } from './server-set';

/** Where one Kafka listens and keeps its things. */
export interface KafkaPlace {
  readonly dir: string;
  readonly port: number;
  readonly controllerPort: number;
}

/** One KRaft node, formatted on its first start. */
export function kafkaSpec({ java, kafkaClassPath }: Installation, place: KafkaPlace): DaemonSpec {
  const configFile = join(place.dir, 'server.properties');
  // Without UsePerfData=false every killed JVM leaves a file in the system's temp folder.
  const jvm = ['-XX:-UsePerfData', '-Xmx512m', '-cp', kafkaClassPath];
  return {
    name: 'kafka',
    command: java,
    args: [...jvm, 'kafka.Kafka', configFile],
    marker: configFile,
    logFile: join(place.dir, 'kafka.log'),
    prepare: () => prepare({ java, jvm, configFile, place }),
    ask: () => askKafka(localKafkaBrokers(place.port)),
  };
}

interface Preparation {
  readonly java: string;
  readonly jvm: readonly string[];
  readonly configFile: string;
  readonly place: KafkaPlace;
}

async function prepare({ java, jvm, configFile, place }: Preparation): Promise<void> {
  const dataDir = join(place.dir, 'data');
  await mkdir(place.dir, { recursive: true });
  await writeFile(configFile, renderProperties(kafkaProperties({ ...place, dataDir })));
  if (existsSync(join(dataDir, 'meta.properties'))) return;
  const args = [
    ...jvm,
    'kafka.tools.StorageTool',
    'format',
    '--ignore-formatted',
    '-t',
    newClusterId(),
    '-c',
    configFile,
  ];
  await runCommand({ command: java, args, timeoutMs: 60_000 });
}

/** What `StorageTool random-uuid` prints, without a JVM of its own; an id must not look like an option. */
function newClusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? newClusterId() : id;
}
