// Structured-clone subset as tagged JSON; the same source runs in Node and in the page. `fns` (optional) carries functions and promises.
function makeWire(fns) {
  const T = '$t',
    fail = (v) => {
      throw Object.assign(new Error('An object could not be cloned.'), { name: 'Error', bad: v });
    };
  const node = typeof Buffer !== 'undefined';
  const b64 = (u) => (node ? Buffer.from(u.buffer, u.byteOffset, u.byteLength).toString('base64') : u.toBase64());
  const un = (s) => (node ? new Uint8Array(Buffer.from(s, 'base64')) : Uint8Array.fromBase64(s));
  const pack = (v, seen) => {
    switch (typeof v) {
      case 'undefined':
        return { [T]: 'u' };
      case 'bigint':
        return { [T]: 'n', v: String(v) };
      case 'number':
        return Number.isFinite(v) && !Object.is(v, -0) ? v : { [T]: 'f', v: Object.is(v, -0) ? '-0' : String(v) };
      case 'symbol':
        return fail(v);
      case 'function':
        return fns ? { [T]: 'fn', v: fns.out(v) } : fail(v);
    }
    if (v === null || typeof v !== 'object') return v;
    if (seen.has(v)) return { [T]: 'ref', v: seen.get(v) };
    if (fns && typeof v.then === 'function') return { [T]: 'p', v: fns.outPromise(v) };
    const n = seen.size;
    seen.set(v, n);
    const tag = Object.prototype.toString.call(v).slice(8, -1);
    if (tag === 'Date') return { [T]: 'd', v: v.getTime(), n };
    if (tag === 'RegExp') return { [T]: 're', v: [v.source, v.flags], n };
    if (ArrayBuffer.isView(v)) {
      const name = typeof Buffer !== 'undefined' && Buffer.isBuffer(v) ? 'Uint8Array' : tag;
      return { [T]: 'b', k: name, v: b64(new Uint8Array(v.buffer, v.byteOffset, v.byteLength)), n };
    }
    if (tag === 'ArrayBuffer') return { [T]: 'a', v: b64(new Uint8Array(v)), n };
    if (tag === 'Map') return { [T]: 'm', v: [...v].map(([k, x]) => [pack(k, seen), pack(x, seen)]), n };
    if (tag === 'Set') return { [T]: 's', v: [...v].map((x) => pack(x, seen)), n };
    if (v instanceof Error || tag === 'Error') return { [T]: 'e', v: [v.name, v.message, v.stack], n };
    if (Array.isArray(v)) return { [T]: 'l', v: v.map((x) => pack(x, seen)), n };
    if (tag !== 'Object') fail(v); // Blob, File, DOM nodes, WeakMap, Promise …
    return { [T]: 'o', v: Object.entries(v).map(([k, x]) => [k, pack(x, seen)]), n };
  };
  const unpack = (v, seen) => {
    if (v === null || typeof v !== 'object') return v;
    const keep = (x) => {
      if (v.n !== undefined) seen[v.n] = x;
      return x;
    };
    switch (v[T]) {
      case 'u':
        return undefined;
      case 'n':
        return BigInt(v.v);
      case 'f':
        return Number(v.v);
      case 'fn':
        return fns.in(v.v);
      case 'p':
        return fns.inPromise(v.v);
      case 'ref':
        return seen[v.v];
      case 'd':
        return keep(new Date(v.v));
      case 're':
        return keep(new RegExp(...v.v));
      case 'b': {
        const u = un(v.v);
        return keep(v.k === 'DataView' ? new DataView(u.buffer) : v.k === 'Uint8Array' ? u : new globalThis[v.k](u.buffer));
      }
      case 'a':
        return keep(un(v.v).buffer);
      case 'm': {
        const m = keep(new Map());
        for (const [k, x] of v.v) m.set(unpack(k, seen), unpack(x, seen));
        return m;
      }
      case 's': {
        const s = keep(new Set());
        for (const x of v.v) s.add(unpack(x, seen));
        return s;
      }
      case 'e': {
        const e = keep(new Error(v.v[1]));
        e.name = v.v[0];
        return e;
      }
      case 'l': {
        const a = keep([]);
        for (const x of v.v) a.push(unpack(x, seen));
        return a;
      }
      default: {
        const o = keep({});
        for (const [k, x] of v.v) Object.defineProperty(o, k, { value: unpack(x, seen), writable: true, enumerable: true, configurable: true });
        return o;
      }
    }
  };
  return { enc: (v) => JSON.stringify(pack(v, new Map())), dec: (s) => unpack(JSON.parse(s), []) };
}
