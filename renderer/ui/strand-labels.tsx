/** Words in the strand picture: agencies above their lines, posts under their steps; what needs an eye now in the accent. */

import { ko } from '../i18n/ko.ts';
import { shortPost, type StrandLine, type StrandNode, type StrandSize } from './strand-geometry.ts';

/** Room two steps need to be named both. */
const NAMED = 30;
/** Room an agency's name needs on a line it shares with others. */
const NAME = 84;

/** Room the words of a lane without steps need; where they have none the dashed node says it. */
const OWN_CHOICE = 80;

/** Whether lanes on one level are so short that their agencies' names would run into each other. */
export function isTight(lines: readonly StrandLine[]): boolean {
  return lines.slice(1).some((line, i) => line.from - (lines[i]?.from ?? 0) < NAME);
}

/** What stands under the steps of a stage, each with this much room; those whose turn it is are always named. */
function stageWords(stage: readonly StrandNode[], room: number): { readonly key: string; readonly text: string; readonly now: boolean }[] {
  return stage.flatMap(({ step }) => {
    if (step === null) return [];
    const now = step.state === 'now';
    const name = step.kind === 'draft' ? ko.kinds.draft : shortPost(step.position);
    if (!now && room <= NAMED) return [];
    const left = step.state === 'skipped' && room > NAMED * 2;
    return [{ key: step.id, text: now && step.mine ? ko.document.route.mine : left ? `${name} ${ko.states.skipped}` : name, now }];
  });
}

/** One stage: its posts in one line, so that steps side by side are read as what they are. */
function Stage({ stage, partner, y, room }: { readonly stage: readonly StrandNode[]; readonly partner: boolean; readonly y: number; readonly room: number }) {
  const x = stage[0]?.x ?? 0;
  if (stage[0]?.step === null) {
    if (room < OWN_CHOICE) return null;
    return (
      <text x={x} y={y} fontSize="12" textAnchor="middle" className="tx-f">
        {partner ? ko.document.route.ownChoice : ko.document.route.notYet}
      </text>
    );
  }
  return (
    <text x={x} y={y} fontSize="12" textAnchor="middle">
      {stageWords(stage, room).map(({ key, text, now }, i) => (
        <tspan key={key} className={now ? 'tx-now' : 'tx-s'}>
          {i > 0 ? `·${text}` : text}
        </tspan>
      ))}
    </text>
  );
}

/** The words of one line; `lift` puts the agency's name a line higher. */
export function Labels({ line, size, lift }: { readonly line: StrandLine; readonly size: StrandSize; readonly lift: boolean }) {
  const { stages, lane } = line;
  const xs = stages.map((stage) => stage[0]?.x ?? 0);
  const apart = xs.length > 1 ? (xs[1] ?? 0) - (xs[0] ?? 0) : line.end - line.from;
  return (
    <>
      <text
        x={lane.role === 'lead' ? line.from - 2 : line.from}
        y={line.y - size.node * 3.4 - (lift ? 15 : (stages[0]?.length ?? 1) > 1 ? 5 : 0)}
        fontSize="12"
        fontWeight="700"
      >
        {lane.agency.name}
      </text>
      {stages.map((stage, i) => (
        <Stage
          key={stage[0]?.step?.id ?? i}
          stage={stage}
          partner={lane.role === 'partner'}
          y={Math.max(line.y + size.node * 4.2, ...stage.map(({ y }) => y + size.node * 2 + 9))}
          room={apart / stage.length}
        />
      ))}
    </>
  );
}
