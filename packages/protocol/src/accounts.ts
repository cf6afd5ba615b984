/** People, the workspace they work in, and its AI agents. */
import { z } from 'zod';
import { AiAgentId, InviteId, TeammateId, Timestamp, WorkspaceId } from './ids.ts';
import { LIMITS, Role } from './vocabulary.ts';

export const Name = z.string().trim().min(1).max(LIMITS.nameLength);
export const Email = z.email().max(254).toLowerCase();
export const Password = z.string().min(LIMITS.passwordLength.min).max(LIMITS.passwordLength.max);

export const Teammate = z.object({
  id: TeammateId,
  name: z.string(),
  email: z.string(),
  role: Role,
  disabled: z.boolean(),
});
export type Teammate = z.infer<typeof Teammate>;

export const Workspace = z.object({ id: WorkspaceId, name: z.string() });
export type Workspace = z.infer<typeof Workspace>;

/** How the widget looks and greets. */
export const Look = z.object({
  /** Accent colour, "#rrggbb". */
  accent: z.string().regex(/^#[0-9a-fA-F]{6}$/, 'a colour looks like #0d6157'),
  greeting: z.string().trim().min(1).max(400),
  /** Questions offered before the first message. */
  suggestions: z.array(z.string().trim().min(1).max(120)).max(5),
  position: z.enum(['left', 'right']),
});
export type Look = z.infer<typeof Look>;

/** An origin as browsers send it: "https://shop.example", no path. */
export const Origin = z
  .string()
  .max(253)
  .refine((text) => {
    try {
      const url = new URL(text);
      return /^https?:$/.test(url.protocol) && url.origin === text;
    } catch {
      return false;
    }
  }, 'an origin looks like https://shop.example, without a path');

export const AiAgent = z.object({
  id: AiAgentId,
  name: z.string(),
  /** Public: it goes into the page's HTML. */
  widgetKey: z.string(),
  allowedOrigins: z.array(Origin),
  look: Look,
  /** Answer at or above this confidence. */
  threshold: z.number().min(0).max(1),
  policyVersion: z.number().int(),
});
export type AiAgent = z.infer<typeof AiAgent>;

export const Invite = z.object({
  id: InviteId,
  email: z.string().nullable(),
  role: Role,
  invitedBy: TeammateId,
  createdAt: Timestamp,
  expiresAt: Timestamp,
});
export type Invite = z.infer<typeof Invite>;

/** Who is signed in, and all that every screen needs to know about their workspace. */
export const Session = z.object({
  teammate: Teammate,
  workspace: Workspace,
  teammates: z.array(Teammate),
  aiAgents: z.array(AiAgent),
});
export type Session = z.infer<typeof Session>;
