/**
 * Types for the parts of the DOM that checks use. TypeScript's own DOM types would clash with those of the Workers runtime,
 * so a check declares each global that it uses: `declare const document: PageDocument`.
 */
export interface PageElement {
  readonly tagName: string;
  readonly className: unknown;
  readonly innerText?: string;
  readonly textContent: string;
  readonly id: string;
  readonly tabIndex: number;
  readonly clientWidth: number;
  readonly scrollWidth: number;
  readonly scrollHeight: number;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly style: { fontSize: string };
  getBoundingClientRect(): Box;
  getAttribute(name: string): string | null;
  closest(selector: string): PageElement | null;
  contains(other: PageElement | null): boolean;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

export interface PageDocument extends Pick<PageElement, "querySelectorAll"> {
  readonly activeElement: PageElement | null;
  readonly body: PageElement;
  readonly documentElement: PageElement;
  readonly scrollingElement: PageElement;
  getAnimations(): readonly unknown[];
}

export interface PageStyle {
  readonly direction: string;
  readonly display: string;
  readonly visibility: string;
  readonly overflowX: string;
  readonly backgroundColor: string;
  readonly color: string;
  readonly outlineStyle: string;
  readonly outlineWidth: string;
  readonly scrollBehavior: string;
  readonly animationName: string;
  readonly transitionDuration: string;
}

export type ComputedStyle = (element: PageElement) => PageStyle;
