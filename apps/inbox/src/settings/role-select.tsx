import { Field } from '../design/field.tsx';
import { roleWords } from './role-words.ts';

export function RoleSelect({
  role,
  onChange,
}: {
  role: 'admin' | 'teammate';
  onChange: (role: 'admin' | 'teammate') => void;
}) {
  return (
    <Field label="Role">
      {(control) => (
        <select
          {...control}
          value={role}
          onChange={(event) => onChange(event.target.value === 'admin' ? 'admin' : 'teammate')}
          className="field w-32!"
        >
          <option value="teammate">{roleWords.teammate}</option>
          <option value="admin">{roleWords.admin}</option>
        </select>
      )}
    </Field>
  );
}
