/** Everybody writes, or one does and the others read: closed loops, so that the server sets the pace. */

import { createPen, strokesIn, type Pen } from './writers.ts';
import { quantile } from './numbers.ts';
import type { Measured } from './server.ts';
import { openThin, type Thin } from './thin.ts';

/** What was delivered: per second, with latencies in ms and the server's CPU per delivery in µs. */
export interface Busy {
  readonly deliveries: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuPerDelivery: number;
}

/** How many rooms with how many clients; with `writers` 1 the first client of a room writes and the others read. */
export interface BusyInput {
  readonly rooms: number;
  readonly clients: number;
  readonly writers: 'one' | 'all';
  readonly seconds: number;
}

interface Client {
  readonly room: number;
  readonly place: number;
  readonly pen: Pen;
  thin: Thin | null;
}

/** Strokes in flight, by number. */
interface Flight {
  readonly sentAt: number[];
  readonly author: Client[];
  readonly latencies: number[];
  delivered: number;
  on: boolean;
}

function fire(flight: Flight, client: Client): void {
  const number = flight.sentAt.push(performance.now()) - 1;
  flight.author.push(client);
  client.thin?.update(client.pen.stroke(number));
}

/** Who answers for whom: the next in the room; of one writer, the last reader. */
function answersFor(reader: Client, author: Client, { clients, writers }: BusyInput): boolean {
  return writers === 'one' ? reader.place === clients - 1 : reader.place === (author.place + 1) % clients;
}

async function openAll(server: Measured, input: BusyInput, flight: Flight): Promise<Client[]> {
  const all: Client[] = [];
  for (let room = 0; room < input.rooms; room++) {
    for (let place = 0; place < input.clients; place++) all.push({ room, place, pen: createPen(), thin: null });
  }
  const name = `busy-${Math.random().toString(36).slice(2, 8)}`;
  const open = async (client: Client): Promise<void> => {
    const heard = (number: number): void => {
      const author = flight.author[number];
      if (!flight.on || author === undefined || author === client) return;
      flight.delivered += 1;
      flight.latencies.push(performance.now() - (flight.sentAt[number] ?? 0));
      if (answersFor(client, author, input)) fire(flight, author);
    };
    client.thin = await openThin(server, `${name}-${client.room}`, { onSync: (step, message) => step === 2 && strokesIn(message, heard) });
  };
  for (let i = 0; i < all.length; i += 50) await Promise.all(all.slice(i, i + 50).map(open));
  return all;
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Runs the loops for some seconds. */
export async function runBusy(server: Measured, input: BusyInput): Promise<Busy> {
  const flight: Flight = { sentAt: [], author: [], latencies: [], delivered: 0, on: true };
  const all = await openAll(server, input, flight);
  const writers = input.writers === 'all' ? all : all.filter(({ place }) => place === 0);
  for (const writer of writers) for (let i = 0; i < (input.writers === 'one' ? 8 : 1); i++) fire(flight, writer);
  await pause(300);
  flight.delivered = 0;
  flight.latencies.length = 0;
  const before = await server.stats();
  const began = performance.now();
  await pause(input.seconds * 1000);
  const [delivered, latencies, seconds] = [flight.delivered, flight.latencies.slice(), (performance.now() - began) / 1000];
  const after = await server.stats();
  flight.on = false;
  for (const client of all) client.thin?.close();
  return {
    deliveries: delivered / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    cpuPerDelivery: ((after.cpuMs - before.cpuMs) * 1000) / delivered,
  };
}
