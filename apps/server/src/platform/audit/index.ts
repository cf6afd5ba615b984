/** The audit log's writing end: who asks (caller), and writing down what they did (record). */
export { callerIs, withCaller } from './caller.ts';
export { type NewAuditEntry, recordAudit } from './record.ts';
