import { doorSettings, openDoors } from '@sluice/doors';
import { collectOnOneThread, createLogger, readConfigOrExit, runUntilSignal } from '@sluice/platform';
import { opensDistributedPorts } from '@sluice/wiring-distributed';
import { gatewayConfig } from './config';

collectOnOneThread();
const config = readConfigOrExit(gatewayConfig);
const logger = createLogger({ name: 'gateway', level: config.SLUICE_LOG_LEVEL });

runUntilSignal({
  logger,
  start: async (onFatal) => {
    const settings = await doorSettings(config);
    const ports = await opensDistributedPorts('gateway', config)(logger, onFatal);
    const doors = await openDoors(ports, settings);
    logger.info({ host: settings.host, port: doors.port }, 'listening');
    return {
      close: async () => {
        await doors.close();
        await ports.close();
      },
    };
  },
});
