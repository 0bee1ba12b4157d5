import { join } from 'node:path';
import type { ProcessSet } from '../processes/process-set';
import { addressIn, appScript, type RunningSluice } from './running-sluice';

/** The standalone process on a data folder of its own below `folder`. */
export async function startEmbedded(processes: ProcessSet, folder: string): Promise<RunningSluice> {
  const { told, pid } = await processes.startApp({
    name: 'standalone',
    script: appScript('standalone'),
    environment: { PORT: '0', SLUICE_DATA_DIR: join(folder, 'data') },
    findReady: addressIn,
  });
  return { url: told, pids: [pid] };
}
