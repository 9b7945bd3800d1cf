// Reads docs/generated/policy.txt back: who may do what, for each cloud, as people read it.
import type { Action } from '../../server/access/policy.ts';
import { clouds } from '../../server/clouds/list.ts';
import { read } from './tree.ts';

export type Printed = {
  statuses: string[];
  first: Set<string>;
  differences: Map<string, { more: Set<string>; less: Set<string> }>;
};
const known = clouds.map(({ id }) => id);

/** The paragraphs of the page, by command or view. */
function readPrinted(text: string): Map<string, Printed> {
  const [, ...paragraphs] = text.trimEnd().split('\n\n');
  return new Map(
    paragraphs.map((paragraph) => {
      const [head = '', ...lines] = paragraph.split('\n');
      const [, action = '', statuses] = /^(\S+)(?: \[(.*)\])?$/.exec(head) ?? [];
      const differences: Printed['differences'] = new Map(
        known.map((id) => [id, { more: new Set(), less: new Set() }]),
      );
      const first = new Set<string>();
      for (const line of lines.map((one) => one.trim())) {
        const [, cloud, sign, who] = /^(\w+): ([+-]) (.+)$/.exec(line) ?? [];
        if (cloud) differences.get(cloud)![sign === '+' ? 'more' : 'less'].add(who!);
        else first.add(line);
      }
      return [action, { statuses: statuses?.split(', ') ?? [], first, differences }];
    }),
  );
}

export const inCloud = ({ first, differences }: Printed, id: string): Set<string> => {
  const { more, less } = differences.get(id)!;
  return new Set([...[...first].filter((who) => !less.has(who)), ...more]);
};

export const printed = readPrinted(read('docs/generated/policy.txt').text);
/** Who may, in this cloud: `globalAdmin@partner`, `anyone`, `system`. */
export const whoMay = (action: Action, cloud: string): Set<string> => inCloud(printed.get(action)!, cloud);
