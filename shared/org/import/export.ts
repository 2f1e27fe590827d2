/** The whole directory of an agency as the rows of a file: taken in again it changes nothing, edited it changes what was edited. */

import type { Post } from '../delegation.ts';
import type { AgencyRecord, DelegationRow, Person, Unit } from '../directory.ts';
import { ROLES } from './rows.ts';
import { successionRow } from './succession-rows.ts';
import type { TableRow } from './table.ts';

const codeOf = ({ unit }: { readonly unit: string | null }): string => unit ?? '';
const roleWord = (role: Unit['role']): string => Object.entries(ROLES).find(([, name]) => name === role)?.[0] ?? '';

function agencyRow({ name, head, address, home }: AgencyRecord): TableRow {
  return { 구분: '기관', 이름: name, 발신명의: head, 우편번호: address.zip, 주소: address.road, 누리집: home };
}

function unitRow({ code, name, positions, duties, upper = '', role, phone = '', fax = '', email = '' }: Unit): TableRow {
  const contact = { 전화: phone, 팩스: fax, 전자우편: email };
  return { 구분: '부서', 번호: code, 이름: name, 직위: positions, 업무: duties, 윗자리: upper, 역할: roleWord(role), ...contact };
}

function personRow({ id, name, unit, position, duties }: Person): TableRow {
  if (position === '') return { 구분: '떠남', 번호: id, 이름: name };
  return { 구분: '사람', 번호: id, 이름: name, 부서: unit ?? '', 직위: position, 업무: duties };
}

function concurrentRows({ id, name, concurrent = [] }: Person): TableRow[] {
  return concurrent.map((post) => ({ 구분: '겸임', 번호: id, 이름: name, 부서: codeOf(post), 직위: post.position }));
}

function delegationTableRow({ work, approver, article, condition }: DelegationRow): TableRow {
  const least = condition?.amountAtLeast;
  return { 구분: '전결', 업무: work, 조건: least === undefined ? '' : `${least}원 이상`, 전결권자: approver, 조항: article };
}

function stands(record: AgencyRecord, { unit, position }: Post): boolean {
  if (unit === null) return record.leadership.includes(position);
  return record.units.some(({ code, positions }) => code === unit && positions.includes(position));
}

/** Absences and deputies of today and later; those that are over stay where they are, in the directory's history. */
function dutyRows(record: AgencyRecord, day: string): TableRow[] {
  const serving = new Set(record.people.filter(({ position }) => position !== '').map(({ id }) => id));
  const absences = (record.absences ?? []).filter(({ person, until }) => until >= day && serving.has(person));
  const deputies = (record.deputies ?? []).filter((entry) => entry.until >= day && serving.has(entry.deputy) && stands(record, entry));
  return [
    ...absences.map(({ person, from, until, ground }) => ({ 구분: '부재', 번호: person, 부터: from, 까지: until, 사유: ground })),
    ...deputies.map((entry) => ({
      ...{ 구분: '직무대리', 번호: entry.deputy, 부서: codeOf(entry), 직위: entry.position, 부터: entry.from, 까지: entry.until },
      ...{ 사유: entry.ground, 지정: entry.designatedBy?.position ?? '', 명령서: entry.order ?? '' },
    })),
  ];
}

/** The rows, in the order they are read best. `day` is today in Korea (`YYYY-MM-DD`). The seal and certificates are no part of a file. */
export function directoryRows(record: AgencyRecord, day: string): TableRow[] {
  const { people } = record;
  return [
    agencyRow(record),
    ...record.leadership.map((position) => ({ 구분: '기관장단', 직위: position })),
    ...record.units.map(unitRow),
    ...people.filter(({ position }) => position !== '').map(personRow),
    ...people.filter(({ position }) => position === '').map(personRow),
    ...people.flatMap(concurrentRows),
    ...record.delegation.map(delegationTableRow),
    ...dutyRows(record, day),
    ...(record.holidays ?? []).filter((one) => one.day >= day).map((one) => ({ 구분: '공휴일', 이름: one.name, 부터: one.day })),
    ...record.recordFiles.map(({ name, unit, work, retention }) => ({ 구분: '기록물철', 이름: name, 부서: unit, 업무: work, 보존기간: retention })),
    ...(record.successions ?? []).map((succession) => {
      const { unit, position, newUnit, newPosition } = successionRow(succession);
      return { 구분: '승계', 부서: unit, 직위: position, 새부서: newUnit, 새직위: newPosition };
    }),
  ];
}
