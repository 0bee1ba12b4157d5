import { Router } from 'express';
import type { Readiness } from './readiness';

/**
 * `GET /livez`: 200 while the process runs its event loop. `GET /readyz`: 200 or 503 with
 * `{status, checks: {name: 'ok' | 'failing'}}`; 503 too while the process stops.
 */
export function healthRoutes(readiness: Readiness): Router {
  const router = Router();
  router.get('/livez', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (_req, res) => {
    const report = await readiness.report();
    res
      .status(report.status === 'ok' ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(report);
  });
  return router;
}
