/** The edition's mark, for browser tabs: several lines that become one. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" rx="14" fill="#b3361b"/>
<path d="M14 18h14q9 0 9 9v5M14 32h23M14 46h14q9 0 9-9v-5m0 0h14" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round"/>
</svg>
`;
