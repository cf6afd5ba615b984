/** The lanes of a running track, and two batons on their way: Baton's picture of itself. */
export function TrackLanes() {
  const lanes = [0, 1, 2, 3, 4, 5];
  return (
    <svg
      aria-hidden
      viewBox="0 0 640 900"
      preserveAspectRatio="xMaxYMin slice"
      className="absolute inset-0 size-full"
    >
      <g fill="none" stroke="#ffffff" strokeOpacity="0.13" strokeWidth="1.5">
        {lanes.map((lane) => {
          const radius = 180 + lane * 62;
          return (
            <path
              key={lane}
              d={`M${640 - radius} -20 V250 A${radius} ${radius} 0 0 0 640 ${250 + radius} H720`}
            />
          );
        })}
      </g>
      <Baton x={429} y={150} turn={90} first="#f4f7f5" second="#f2a93b" />
      <Baton x={366} y={336} turn={72} first="#f4f7f5" second="#0a463f" faded />
      <Baton x={318} y={62} turn={90} first="#0a463f" second="#0a463f" faded />
    </svg>
  );
}

function Baton({
  x,
  y,
  turn,
  first,
  second,
  faded = false,
}: {
  x: number;
  y: number;
  turn: number;
  first: string;
  second: string;
  faded?: boolean;
}) {
  return (
    <g transform={`translate(${x} ${y}) rotate(${turn})`} opacity={faded ? 0.5 : 1}>
      <path d="M-52 -11h46v22h-46a11 11 0 0 1 0-22Z" fill={first} />
      <path d="M4 -11h46a11 11 0 0 1 0 22h-46Z" fill={second} />
    </g>
  );
}
