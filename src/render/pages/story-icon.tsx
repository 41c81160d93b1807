/** Maximum number of lines: more would look like a block. */
const MAX_LINES = 7;

/** The edition's icon adapted to a story: one line per outlet, and the lines merge into one. */
export function StoryIcon({ outlets }: { outlets: number }) {
  const lines = Math.min(outlets, MAX_LINES);
  const gap = lines > 1 ? 20 / (lines - 1) : 0;
  const path = Array.from({ length: lines }, (_, line) => {
    const y = lines > 1 ? Math.round((2 + line * gap) * 10) / 10 : 12;
    return y === 12 ? "M1 12H29" : `M1 ${y}H8Q18 ${y} 21 12H29`;
  }).join("");
  return (
    <svg class="fold" viewBox="0 0 44 24" width="44" height="24" aria-hidden="true">
      <path d={`${path}M21 12H43`} />
    </svg>
  );
}
