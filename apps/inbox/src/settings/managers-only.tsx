import { Notice } from '../design/notice.tsx';

/** What a teammate without the right sees above settings that are theirs to read only. */
export function ManagersOnly() {
  return (
    <div className="mb-5">
      <Notice kind="info">Only owners and admins can change this.</Notice>
    </div>
  );
}
