/** What a source and its documents are, by name and by picture. */
import type { KnowledgeSource } from '@baton/protocol';
import {
  FileText,
  FlaskConical,
  Globe,
  type LucideIcon,
  MessageCircleQuestion,
  Type,
} from 'lucide-react';

export const kinds: Record<KnowledgeSource['kind'], { words: string; Icon: LucideIcon }> = {
  website: { words: 'Website', Icon: Globe },
  file: { words: 'File', Icon: FileText },
  text: { words: 'Typed text', Icon: Type },
  qa: { words: 'Question and answer', Icon: MessageCircleQuestion },
  example: { words: 'Example', Icon: FlaskConical },
};
