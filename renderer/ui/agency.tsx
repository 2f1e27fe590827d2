/** An agency: syllable badge in its strand's tone, name read in full. */

import type { AgencyView } from '../../shared/api/views.ts';

/** Badge with the full name for readers; `name` shows it too. */
export function Agency({ agency, name = false }: { readonly agency: Pick<AgencyView, 'name' | 'badge' | 'strand'>; readonly name?: boolean }) {
  return (
    <span className={`ag L${agency.strand}`} title={name ? undefined : agency.name}>
      <b aria-hidden="true">{agency.badge}</b>
      <span className={name ? '' : 'sr'}>{agency.name}</span>
    </span>
  );
}
