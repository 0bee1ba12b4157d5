import type { Ports } from '@sluice/ports';
import { OUTCOMES_TOPIC } from '@sluice/schemas';
import type { ReadinessCheck } from './readiness';

/** Whether the log and the stores answer: what readiness means in every app. */
export const portChecks = ({ bus, coordinator }: Ports): Record<string, ReadinessCheck> => ({
  bus: () => bus.endOffsets(OUTCOMES_TOPIC),
  store: () => coordinator.ping(),
});
