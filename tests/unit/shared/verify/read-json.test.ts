/** K13 of `shared/verify/SPEC.md`: one value has one text. */

import { expect, it } from 'vitest';
import { utf8 } from '../../../../shared/lib/bytes.ts';
import { readCanonical } from '../../../../shared/verify/read-json.ts';

it('K13 a text is read where it is the canonical one of its value, and one that names __proto__ never', () => {
  const good = ['{"a":1,"b":["가",null,true]}', '[]', '"\\\\ud800"', '"__proto__"', '{"a":"\\"__proto__\\":"}', '{"a":{"b":1e+21}}', '{"10":1,"9":2}'];
  expect(good.map((text) => readCanonical(utf8(text)))).toEqual(good.map((text): unknown => JSON.parse(text)));
  const bad = [
    '{"b":1,"a":2}',
    '{"a": 1}',
    '[1.0]',
    '"\\u0041"',
    '"\\ud800"',
    '{"9":2,"10":1}',
    '{"__proto__":null}',
    '[{"a":1,"__proto__":{}}]',
    '{"a":1,"a":1}',
    '',
  ];
  expect(bad.filter((text) => readCanonical(utf8(text)) !== undefined)).toEqual([]);
});
