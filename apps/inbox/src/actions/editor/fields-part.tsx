import { ACTION_LIMITS } from '@baton/protocol';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { SettingsCard } from '../../settings/settings-card.tsx';
import { blankField } from '../action-examples.ts';
import { FieldRow } from './field-row.tsx';
import type { FormProps } from './section-props.ts';

/** What the action needs to know: asked for in a form, or known from who the customer is. */
export function FieldsPart({ draft, change, errors, disabled }: FormProps & { disabled: boolean }) {
  const { fields } = draft;
  const [open, setOpen] = useState<number | null>(null);
  const move = (from: number, to: number) => {
    const field = fields[from];
    if (!field || to < 0 || to >= fields.length) return;
    change({ fields: fields.toSpliced(from, 1).toSpliced(to, 0, field) });
    setOpen(open === from ? to : open);
  };
  return (
    <SettingsCard
      title="What it needs"
      lead="Values are taken from the customer’s own words where they are there; the rest is asked for in a form."
    >
      {fields.length > 0 && (
        <Card className="overflow-hidden">
          <ul aria-label="Fields">
            {fields.map((field, index) => {
              const key = `field-${index}`;
              return (
                <FieldRow
                  key={key}
                  field={field}
                  index={index}
                  count={fields.length}
                  open={open === index}
                  errors={errors}
                  needsIdentity={draft.needsIdentity}
                  onOpen={(opened) => setOpen(opened ? index : null)}
                  onMove={(by) => move(index, index + by)}
                  onChange={(next) => change({ fields: fields.with(index, next) })}
                  onRemove={() => {
                    setOpen(null);
                    change({ fields: fields.toSpliced(index, 1) });
                  }}
                />
              );
            })}
          </ul>
        </Card>
      )}
      {errors['fields'] && <p className="text-small text-danger-text">{errors['fields']}</p>}
      {!disabled && fields.length < ACTION_LIMITS.fields && (
        <Button
          size="small"
          icon={<Plus size={14} />}
          className="w-fit"
          onClick={() => {
            change({ fields: [...fields, blankField(fields)] });
            setOpen(fields.length);
          }}
        >
          Add a field
        </Button>
      )}
    </SettingsCard>
  );
}
