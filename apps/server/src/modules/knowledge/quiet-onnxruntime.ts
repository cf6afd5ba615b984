/**
 * onnxruntime tells Microsoft how it is used, and keeps a number for the machine under ~/.cache,
 * unless this variable is set before it loads. Baton tells nobody anything.
 *
 * To be called on the main thread too, before a thread that loads it begins: a thread's own
 * `process.env` is a copy, which native code does not see.
 */
export function quietOnnxruntime(): void {
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
}
