/** What a window is told of a profile: its file's words while it is closed, the directory's once it is open. */

import type { ProfileView } from '../../../shared/api/views.ts';
import { findPerson } from '../../../shared/org/delegation.ts';
import type { Directory } from '../../../shared/org/directory.ts';
import { isAdministratorId } from '../../../shared/org/administrators.ts';
import { opensBundles } from '../../../shared/policy/records.ts';
import type { FoundProfile } from './profile.ts';

/** The view. `directory` is that of the open profile, null where it is closed; who left or is not in it yet goes by the file. */
export function profileViewOf({ profile, signs }: FoundProfile, directory: Directory | null): ProfileView {
  const { personId: id } = profile;
  const person = directory === null ? undefined : findPerson(directory, id);
  const record = person === undefined || person.position === '' ? undefined : directory?.agencies.get(person.agency);
  const audits = directory !== null && opensBundles(directory, id, isAdministratorId(id));
  const { code, name } = record ?? profile.agency;
  const now =
    person === undefined || record === undefined
      ? { name: profile.name, unit: profile.unit?.name ?? '', position: profile.position }
      : { name: person.name, unit: record.units.find((unit) => unit.code === person.unit)?.name ?? '', position: person.position };
  return { id, ...now, agency: { code, name, badge: name.charAt(0) }, unlocked: directory !== null, signs, audits };
}
