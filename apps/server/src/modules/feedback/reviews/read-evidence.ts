// An AI agent's evidence and the calibration it decides by, as they are now.

import type { Sql } from '../../../platform/database/index.ts';
import {
  type OwnCalibration,
  ownCalibrationId,
  Recalibration,
  type ShippedCalibration,
} from '../../escalation/index.ts';
import { type AgentEvidence, agentEvidence } from './agent-evidence.ts';
import { readDecisions } from './read-decisions.ts';

export type ShippedOnes = readonly [ShippedCalibration, ...ShippedCalibration[]];

/** With the shipped calibration that the agent's newest evidence is for. */
export async function readEvidence(
  sql: Sql,
  ones: ShippedOnes,
  workspaceId: string,
  aiAgentId: string,
  now: Date,
): Promise<{ evidence: AgentEvidence; shipped: ShippedCalibration }> {
  const { newest, reviewed, count } = await readDecisions(sql, workspaceId, aiAgentId, now);
  const latest = newest.find(({ features }) => features !== null)?.features ?? null;
  const shipped = ones.find((one) => latest !== null && one.isFor(latest)) ?? ones[0];
  const sampled = agentEvidence(shipped, newest, count);
  // Only as many of all decisions were made on confidence as of the newest.
  const asked =
    newest.length === 0 ? 0 : Math.round((count * sampled.asked.length) / newest.length);
  const evidence = agentEvidence(shipped, reviewed, asked);
  return { evidence: { ...evidence, asked: sampled.asked, drift: sampled.drift }, shipped };
}

export interface CalibrationInUse {
  /** Null: the shipped one. */
  own: (OwnCalibration & { version: number; fittedAt: Date }) | null;
  shippedBecause: string | null;
  drifting: boolean;
}

/** One fitted over another shipped calibrator than today's is not in use, until its refit. */
export async function readCalibrationInUse(
  sql: Sql,
  bases: readonly string[],
  workspaceId: string,
  aiAgentId: string,
): Promise<CalibrationInUse> {
  const [row] = await sql.query<{
    version: number | null;
    shipped_because: string | null;
    drifting: boolean;
    base: string | null;
    recalibration: unknown;
    fitted_at: Date | null;
  }>(
    `select u.version, u.shipped_because, u.drifting, c.base, c.recalibration, c.fitted_at
     from calibrations_in_use u
     left join calibrations c on c.ai_agent_id = u.ai_agent_id and c.version = u.version
     where u.workspace_id = $1 and u.ai_agent_id = $2`,
    [workspaceId, aiAgentId],
  );
  const shippedBecause = row?.shipped_because ?? null;
  const drifting = row?.drifting ?? false;
  if (row === undefined || row.version === null || row.fitted_at === null)
    return { own: null, shippedBecause, drifting };
  if (row.base === null || !bases.includes(row.base))
    return {
      own: null,
      shippedBecause: 'Baton ships a new calibration; your own is being fitted to it.',
      drifting,
    };
  return {
    own: {
      id: ownCalibrationId(row.base, row.version),
      base: row.base,
      recalibration: Recalibration.parse(row.recalibration),
      version: row.version,
      fittedAt: row.fitted_at,
    },
    shippedBecause: null,
    drifting,
  };
}
