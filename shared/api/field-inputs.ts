/** Fields of 문서정보 as a screen may write them. */

import { z } from 'zod';
import { FACES, OMISSION_GROUNDS } from '../collab/content.ts';
import { relatedPaper } from './views.ts';

/** The fields beside the text, each alone. */
export const fieldInputs = z
  .object({
    summary: z.string().max(2000),
    keywords: z.array(z.string().max(60)).max(20),
    work: z.array(z.string().max(200)).max(20),
    recipients: z.array(z.string().max(200)).max(400),
    via: z.string().max(200),
    written: z.iso.date().or(z.literal('')),
    basis: z.string().max(300),
    disclosureReason: z.string().max(300),
    sealOmitted: z.enum(OMISSION_GROUNDS).or(z.literal('')),
    face: z.enum(FACES),
    related: z.array(relatedPaper).max(50),
    recordFile: z.string().max(200),
    originator: z.string().max(100),
    reporter: z.string().max(100),
    disclosure: z.object({ kind: z.enum(['공개', '부분공개', '비공개']), grounds: z.array(z.number().int().min(1).max(8)).max(8) }),
  })
  .partial();
