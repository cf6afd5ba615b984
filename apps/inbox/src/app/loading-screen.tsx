import { Logo } from '../design/logo.tsx';

/** While the session is being read: rarely long enough to be seen. */
export function LoadingScreen() {
  return (
    <div role="status" aria-label="Loading" className="grid h-full place-items-center">
      <span className="animate-pulse-soft">
        <Logo size={36} />
      </span>
    </div>
  );
}
