// The calibration that every AI agent begins with: the shipped calibrator, and how it did on help
// centres that it had not seen. There are two: one for evidence that a reader has read, and one for
// what search alone says. They are never mixed: a review of one says little of the other.

import confidenceBySearchFile from '../../../../../models/decision/confidence-by-search.json';
import curveBySearchFile from '../../../../../models/decision/confidence-by-search.curve.json';
import confidenceFile from '../../../../../models/decision/confidence.json';
import curveFile from '../../../../../models/decision/confidence.curve.json';
import { calibrated, CalibratorFile, calibratorId } from './core/calibration/calibrator.ts';
import { ShippedCurve } from './core/calibration/shipped-curve.ts';
import { wasRead } from './models.ts';

type Features = Readonly<Record<string, number>>;

export interface ShippedCalibration {
  /** As decision records name it: "confidence@1". */
  id: string;
  /** Was this evidence what the calibrator was fitted for? */
  isFor(features: Features): boolean;
  /** Confidence from recorded evidence, whatever calibration was in use when it was recorded. */
  confidenceOf(features: Features): number;
  curve: ShippedCurve;
}

/** The one with a reader first. Throws when a file is not what it should be: a broken build. */
export const shippedCalibrations = (): [ShippedCalibration, ...ShippedCalibration[]] => [
  shippedCalibration(confidenceFile, curveFile, wasRead),
  shippedCalibration(confidenceBySearchFile, curveBySearchFile, (features) => !wasRead(features)),
];

function shippedCalibration(
  file: unknown,
  curve: unknown,
  isFor: ShippedCalibration['isFor'],
): ShippedCalibration {
  const calibrator = CalibratorFile.parse(file);
  return {
    id: calibratorId(calibrator),
    isFor,
    confidenceOf: (features) => calibrated(calibrator, features),
    curve: ShippedCurve.parse(curve),
  };
}
