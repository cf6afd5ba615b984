/** The job that fits an AI agent's calibration anew, and moves its line where a budget asks for it. */
export const REFIT = 'reviews.refit';

export interface RefitPayload extends Record<string, unknown> {
  workspaceId: string;
  aiAgentId: string;
}
