/** The edition's icon for browser tabs, as SVG: several lines that merge into one. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" rx="14" fill="#b3361b"/>
<path d="M14 18h14q9 0 9 9v5M14 32h23M14 46h14q9 0 9-9v-5m0 0h14" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round"/>
</svg>
`;

/** The same icon as a base64 PNG, 144 pixels wide: the maximum for a channel's image in RSS 2.0. */
export const ICON_PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAJAAAACQBAMAAAAVaP+LAAAAMFBMVEVHcEyzNhuzNhuzNhqzNRu0NhuyNhmzNhv///+9UDjhrqP04dzSh3fHaVXqyMD57+2hP136AAAAB3RSTlMAn+vLXS4W3KvQmQAAAnFJREFUaN7tmjtPG0EURpeXawMCtyAktg0UuHWDaEGK5JYAf4A1aLS86k14lYYiShmUIm3MLzBI9IuERAuioYVU2LvmsXjW3tl7ElnIX+niaPbOnfGdez/LeqPPw9O2SihnYmrW0mtlSBlqvKDjLNjKWM6IhqNSqYn0RaXUaJTTb6cFOdE45VRqrb7lLCuBZl45mbwE5My/gJaUSJPMgmpLWmyA+pRQn+RbFtm4fiVWgQj1a7hzclDwbQMKUD2VeghQtgYqEqB1JkRBkDI2AXKQLAozqYcBZa1eBjTGbFp92+YY0Bqz+/X9z3cYyLHsjgMpSJ0Pco/fyU0HuvaatHt3bg7a8rT665uCLvUgb7dqCLr14ki+GciL1TcjkBsP8k6hFXmHZSRG7ZeUbNeCeAN5FOqnMLNftC87a98v7hugA/Hpf16mL75GrkLQjfw+qgSgr3LQjwC0Jwdtt492wqs2+LZDAHQWLKksBx0FoKoctNn2kCQE7VCgjbYZmRAUXgt/uqAuKBFo+5dev8OqJPKb3wLktvqHbF1YWJqzmVSP8aATI9BBPKhiBIpcdInLGp2qFMiP/bQH6NMadzwQbGz7sYTEjkj3PuqC/ikIKyKwsgYrtLDSDytGw3+FDirYqSeESz1qqGdWqocf9RSlHsfYcx1rIGAtDarJ8j/aPmaNKK41hjXrsPYh1tDUnLXyh+kepwfZDAfs+ecZUIkD5RjQKjeEKjKgdW5Qh40OsWEmk5EOOPDlRtDYUBwb02PGAc7KgJkrMLsHZ0CRWmJKi7RJR7ik0jxvZOKsVZzZC7OfcYY4zqJXixNkGjS2MQ5GbIxPbn6Sm3kZP/wAAAAASUVORK5CYII=";
