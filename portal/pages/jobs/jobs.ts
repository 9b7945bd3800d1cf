// How long work and work that gave up are listed, shown and commanded.
import { Hourglass, MailWarning } from 'lucide-react';
import * as contract from '../../../contract/jobs.ts';
import type { Capability } from '../../capability.ts';
import { runsCloud } from '../../session.ts';

export const jobs: Capability = {
  nouns: [
    {
      name: 'job',
      prefix: 'job',
      path: '/jobs',
      icon: Hourglass,
      group: 'settings',
      of: contract.Job,
      list: contract.listJobs,
      see: contract.seeJob,
      title: ({ kind }, { say }) => say.first([`value.job.kind.${kind}`, String(kind)]),
      columns: ['organization', 'createdAt', 'finishedAt', 'createdBy'],
      facts: ['kind', 'organization', 'createdBy', 'createdAt', 'finishedAt'],
      filters: ['status'],
      sorts: ['createdAt'],
      // Of others' work only a log that does not hold is the operator's to look after.
      waiting: (me) => ({ status: 'failed', ...(runsCloud(me) && { kind: 'logVerification' }) }),
      waitsFor: contract.resumeJob,
      commands: { cancel: { operation: contract.cancelJob }, resume: { operation: contract.resumeJob } },
      below: { progress: () => import('./progress.tsx') },
    },
    {
      name: 'deadLetter',
      prefix: 'ded',
      path: '/dead-letters',
      icon: MailWarning,
      group: 'program',
      of: contract.DeadLetter,
      list: contract.listDeadLetters,
      see: contract.seeDeadLetter,
      title: ({ kind }) => String(kind),
      columns: ['diedAt', 'attempts', 'error'],
      facts: ['kind', 'job', 'attempts', 'diedAt', 'error'],
      filters: ['status'],
      sorts: ['diedAt'],
      commands: { rerun: { operation: contract.rerunDeadLetter } },
      waiting: { status: 'dead' },
    },
  ],
};
