// The refit, as one transaction: read everything, fit, and either put a new version in use or go
// back to the shipped calibration and say why. A lock for each AI agent lets refits that overlap
// come one after the other, so the last one has seen every mark.

import type { Database, Sql } from '../../../platform/database/index.ts';
import { type Recalibration, recalibrated, refit, type Refit } from '../../escalation/index.ts';
import { driftNow } from './calibration-view.ts';
import { readCalibrationInUse, readEvidence, type ShippedOnes } from './read-evidence.ts';

/** A new version must change some confidence by more than this; else it is the same again. */
const WORTH_A_VERSION = 0.005;

export interface RefitEnd {
  end: 'own' | 'same' | 'shipped';
  /** Drift was not there before, or is gone. */
  driftChanged: { drifting: boolean; words: string } | null;
}

export async function refitCalibration(
  database: Database,
  ones: ShippedOnes,
  { workspaceId, aiAgentId }: { workspaceId: string; aiAgentId: string },
  at: Date,
): Promise<RefitEnd> {
  return database.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('calibration ' || $1, 0))`, [
      aiAgentId,
    ]);
    const [exists] = await tx.query(
      'select 1 from ai_agents where workspace_id = $1 and id = $2 for key share',
      [workspaceId, aiAgentId],
    );
    if (exists === undefined) return { end: 'same', driftChanged: null };
    const { evidence, shipped } = await readEvidence(tx, ones, workspaceId, aiAgentId, at);
    const before = await readCalibrationInUse(tx, [shipped.id], workspaceId, aiAgentId);
    const found = refit(evidence.labels, evidence.known);
    const { own } = before;
    const same =
      own !== null &&
      found.recalibration !== null &&
      furthest(own.recalibration, found.recalibration) < WORTH_A_VERSION;
    const version = same
      ? own.version
      : await storeVersion(tx, { workspaceId, aiAgentId, base: shipped.id, at }, found);
    const fittedAt = same ? own.fittedAt : at;
    const drift = driftNow(evidence, same ? own : null, version === null ? null : fittedAt);
    const drifting = drift.state === 'drifting';
    await tx.query(
      `insert into calibrations_in_use
         (workspace_id, ai_agent_id, version, shipped_because, base, drifting, checked_at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (ai_agent_id) do update set version = excluded.version,
         shipped_because = excluded.shipped_because, base = excluded.base,
         drifting = excluded.drifting, checked_at = excluded.checked_at`,
      [workspaceId, aiAgentId, version, found.shippedBecause, shipped.id, drifting, at],
    );
    return {
      end: version === null ? 'shipped' : same ? 'same' : 'own',
      driftChanged: drifting === before.drifting ? null : { drifting, words: drift.words },
    };
  });
}

async function storeVersion(
  tx: Sql,
  of: { workspaceId: string; aiAgentId: string; base: string; at: Date },
  { recalibration, logLoss, confidences }: Refit,
): Promise<number | null> {
  if (recalibration === null) return null;
  const [row] = await tx.query<{ version: number }>(
    `insert into calibrations
       (workspace_id, ai_agent_id, version, base, recalibration, evidence, fitted_at)
     select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6
     from calibrations where ai_agent_id = $2
     returning version`,
    [
      of.workspaceId,
      of.aiAgentId,
      of.base,
      JSON.stringify(recalibration),
      JSON.stringify({ labels: confidences.length, logLoss }),
      of.at,
    ],
  );
  return row?.version ?? null;
}

function furthest(a: Recalibration, b: Recalibration): number {
  const places = Array.from({ length: 99 }, (_, at) => (at + 1) / 100);
  return Math.max(
    ...places.map((place) => Math.abs(recalibrated(a, place) - recalibrated(b, place))),
  );
}
