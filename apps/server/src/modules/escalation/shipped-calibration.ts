// The calibration that every AI agent begins with: the shipped calibrator, and how it did on help
// centres that it had not seen.

import confidenceFile from '../../../../../models/decision/confidence.json';
import curveFile from '../../../../../models/decision/confidence.curve.json';
import { calibrated, CalibratorFile, calibratorId } from './core/calibrator.ts';
import { ShippedCurve } from './core/shipped-curve.ts';

export interface ShippedCalibration {
  /** As decision records name it: "confidence@1". */
  id: string;
  /** Confidence from recorded evidence, whatever calibration was in use when it was recorded. */
  confidenceOf(features: Readonly<Record<string, number>>): number;
  curve: ShippedCurve;
}

/** Throws when a file is not what it should be: that is a broken build. */
export function shippedCalibration(): ShippedCalibration {
  const calibrator = CalibratorFile.parse(confidenceFile);
  return {
    id: calibratorId(calibrator),
    confidenceOf: (features) => calibrated(calibrator, features),
    curve: ShippedCurve.parse(curveFile),
  };
}
