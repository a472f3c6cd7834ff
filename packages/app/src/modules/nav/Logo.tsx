/** The same drawing as `public/logo.svg`, without its ground: the sidebar is dark already. */
export const Logo = () => (
  <svg width="30" height="30" viewBox="5 5 22 22" aria-hidden focusable="false">
    <g fill="none" stroke="#7fe0c8" strokeWidth="2">
      <ellipse cx="16" cy="11" rx="8" ry="3.6" />
      <path d="M8 11v10c0 2 3.6 3.6 8 3.6s8-1.6 8-3.6V11" />
      <path d="M8 16c0 2 3.6 3.6 8 3.6s8-1.6 8-3.6" />
    </g>
  </svg>
);
