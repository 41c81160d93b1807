/** How a visitor sees a page. */
export interface View {
  width: number;
  height: number;
  scheme: "light" | "dark";
}

const view = (width: number, height: number, scheme: View["scheme"]): View => ({
  width,
  height,
  scheme,
});

export const PHONE = view(360, 740, "light");
export const DESK = view(1280, 900, "light");
const DARK_PHONE = view(360, 740, "dark");
export const DARK_DESK = view(1280, 900, "dark");

export const EVERY: readonly View[] = [PHONE, DARK_PHONE, DESK, DARK_DESK];

export const nameOf = ({ width, scheme }: View): string => `${width}-${scheme}`;
