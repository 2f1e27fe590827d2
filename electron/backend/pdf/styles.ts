/** Styles looked up quickly: the engine asks each syllable for twenty properties and walks its named styles each time. Our pieces name none. */

import { createRequire } from 'node:module';

type Styled = Readonly<Record<string, unknown>>;

interface Stack {
  readonly styleOverrides?: readonly (string | Styled)[];
  readonly defaultStyle?: Styled;
}

interface StackClass {
  getStyleProperty: (item: Styled, stack: Stack | null | undefined, property: string, other: unknown) => unknown;
}

const isValue = (value: unknown): boolean => value !== undefined && value !== null;

/** From now on a property is what the piece says, else the nearest around it, else the paper's own. */
export function lookUpQuickly(): void {
  const { default: engine } = createRequire(import.meta.url)('pdfmake/js/StyleContextStack.js') as { default: StackClass };
  const slow = engine.getStyleProperty.bind(engine);
  engine.getStyleProperty = (item, stack, property, other) => {
    const own = item[property];
    if (isValue(own)) return own;
    const around = stack?.styleOverrides;
    if (stack === null || stack === undefined || around === undefined || item['style'] !== undefined) return slow(item, stack, property, other);
    for (let i = around.length - 1; i >= 0; i--) {
      const override = around[i];
      if (override === undefined || typeof override === 'string') return slow(item, stack, property, other);
      const value = override[property];
      if (isValue(value)) return value;
    }
    const value = stack.defaultStyle?.[property];
    return isValue(value) ? value : other;
  };
}
