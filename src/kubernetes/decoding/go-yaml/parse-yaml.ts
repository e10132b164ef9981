import { type LineCounter, parseDocument, type ScalarTag } from 'yaml';

/** Octal numbers may be spelled as in YAML 1.2 and in Go too, beside `0644`. */
const octal: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?0[oO][0-7_]+$/,
  resolve: (text: string) => Number.parseInt(text.replace(/[oO_]/g, ''), 8),
};

/** A number has a digit: `.` and `e2` are words. Source: yaml v2.4 resolve.go yamlStyleFloat */
const float: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  test: /^[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$/,
  resolve: (text: string) => Number.parseFloat(text.replaceAll('_', '')),
};

/** Tags that read texts as Go does not. */
const isForeign = ({ tag, format, test }: ScalarTag): boolean =>
  format === 'TIME' || (tag === float.tag && test?.test('.nan') !== true);

/** YAML 1.1 with what the Go library makes of numbers and times. */
export const parseYaml = (text: string, lineCounter: LineCounter) =>
  parseDocument(text, {
    version: '1.1',
    uniqueKeys: false,
    lineCounter,
    prettyErrors: false,
    strict: true,
    // Times and sexagesimal numbers (`1:30`) stay text in the Go library.
    customTags: (tags) =>
      tags
        .filter((tag) => typeof tag === 'string' || !/timestamp|binary|set|omap|pairs/.test(tag.tag))
        .filter((tag) => typeof tag === 'string' || !isForeign(tag as ScalarTag))
        .concat(octal, float),
  });
