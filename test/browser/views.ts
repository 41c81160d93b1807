/** The size of a visitor's window in CSS pixels, and the preferred colour scheme. */
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
export const DESKTOP = view(1280, 900, "light");
const DARK_PHONE = view(360, 740, "dark");
export const DARK_DESKTOP = view(1280, 900, "dark");

export const ALL_VIEWS: readonly View[] = [PHONE, DARK_PHONE, DESKTOP, DARK_DESKTOP];

export const nameOf = ({ width, scheme }: View): string => `${width}-${scheme}`;
