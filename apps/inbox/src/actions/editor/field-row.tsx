import type { ActionField } from '@baton/protocol';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useId } from 'react';
import { FoldButton } from '../../design/fold-button.tsx';
import { Button } from '../../design/button.tsx';
import { Chip } from '../../design/chip.tsx';
import { classNames } from '../../design/class-names.ts';
import { IconButton } from '../../design/icon-button.tsx';
import { FieldForm } from './field-form.tsx';
import { fromWords, typeWords } from './field-words.ts';
import { errorWithin, type FormProps } from './section-props.ts';

/** One field in a line, that opens to be changed. */
export function FieldRow({
  field,
  index,
  count,
  open,
  errors,
  needsIdentity,
  onOpen,
  onMove,
  onChange,
  onRemove,
}: {
  field: ActionField;
  index: number;
  count: number;
  open: boolean;
  errors: FormProps['errors'];
  needsIdentity: boolean;
  onOpen: (open: boolean) => void;
  onMove: (by: 1 | -1) => void;
  onChange: (field: ActionField) => void;
  onRemove: () => void;
}) {
  const id = useId();
  const wrong = errorWithin(errors, `fields.${index}`) !== undefined;
  const shown = open || wrong;
  const name = field.label || 'Without a label';
  return (
    <li className={classNames('border-b border-line last:border-b-0', shown && 'bg-canvas')}>
      <FoldButton
        open={shown}
        controls={id}
        onToggle={() => onOpen(!open)}
        className="min-h-12 w-full px-3"
        name={name}
        about={
          <>
            <span className="font-mono">{`{{${field.name}}}`}</span>
            {' · '}
            {field.from === 'customer' ? typeWords[field.type] : fromWords[field.from]}
          </>
        }
      >
        {wrong && <Chip tone="danger">Look here</Chip>}
        {!field.required && <Chip>Optional</Chip>}
      </FoldButton>
      <div id={id} hidden={!shown}>
        {shown && (
          <div className="flex flex-col gap-5 px-3 pt-1 pb-4 md:pl-10">
            <FieldForm
              field={field}
              path={`fields.${index}`}
              errors={errors}
              needsIdentity={needsIdentity}
              onChange={onChange}
            />
            <div className="flex items-center gap-2">
              <Button size="small" look="danger" icon={<Trash2 size={14} />} onClick={onRemove}>
                Remove
              </Button>
              <span className="flex-1" />
              <IconButton
                label={`Move ${name} up`}
                size="small"
                disabled={index === 0}
                onClick={() => onMove(-1)}
              >
                <ArrowUp size={15} />
              </IconButton>
              <IconButton
                label={`Move ${name} down`}
                size="small"
                disabled={index === count - 1}
                onClick={() => onMove(1)}
              >
                <ArrowDown size={15} />
              </IconButton>
            </div>
          </div>
        )}
      </div>
    </li>
  );
}
