import { runBehindProbes } from '@sluice/http';
import { readConfigOrExit } from '@sluice/platform';
import { startTracking } from '@sluice/tracking';
import { opensDistributedPorts } from '@sluice/wiring-distributed';
import { statusConfig } from './config';

const config = readConfigOrExit(statusConfig);
const name = 'status';

runBehindProbes({
  name,
  config,
  openPorts: opensDistributedPorts(name, config),
  start: (ports) => startTracking({ ports, settleAfterMs: config.SLUICE_SETTLE_AFTER_MS }),
});
