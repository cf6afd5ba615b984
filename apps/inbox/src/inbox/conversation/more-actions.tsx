import { AlarmClock, CircleCheck, Ellipsis, PanelRight, UserRoundPlus } from 'lucide-react';
import { BatonMark } from '../../design/baton-mark.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { Menu, MenuItem } from '../../design/menu.tsx';

/** The rarer actions. Some are here on phones only; elsewhere they have a button. */
export function MoreActions({
  canAssign,
  canHandBack,
  canSnooze,
  onResolve,
  onShowDetails,
  onHandBack,
  onAssign,
  onSnooze,
}: {
  canAssign: boolean;
  canHandBack: boolean;
  canSnooze: boolean;
  /** Null when it is resolved already. */
  onResolve: (() => void) | null;
  onShowDetails: () => void;
  onHandBack: () => void;
  onAssign: () => void;
  onSnooze: () => void;
}) {
  return (
    <Menu
      trigger={
        <IconButton
          label="More actions"
          className={canAssign || canSnooze || canHandBack ? '' : 'md:hidden'}
        >
          <Ellipsis size={17} />
        </IconButton>
      }
    >
      {canAssign && (
        <MenuItem icon={<UserRoundPlus size={15} />} shortcut="A" onSelect={onAssign}>
          Assign to …
        </MenuItem>
      )}
      {canSnooze && (
        <MenuItem icon={<AlarmClock size={15} />} shortcut="Z" onSelect={onSnooze}>
          Snooze …
        </MenuItem>
      )}
      {canHandBack && (
        <MenuItem icon={<BatonMark size={15} />} shortcut="B" onSelect={onHandBack}>
          Hand back to the AI
        </MenuItem>
      )}
      {onResolve && (
        <MenuItem
          icon={<CircleCheck size={15} />}
          shortcut="E"
          onSelect={onResolve}
          className="md:hidden"
        >
          Resolve
        </MenuItem>
      )}
      <MenuItem
        icon={<PanelRight size={15} />}
        shortcut="I"
        onSelect={onShowDetails}
        className="md:hidden"
      >
        Details
      </MenuItem>
    </Menu>
  );
}
