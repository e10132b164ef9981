/**
 * What a name may be, and the server's words where it may not. Each check returns no text where all is well.
 * Source: v1.35 apimachinery pkg/util/validation/validation.go and pkg/api/validate/content
 */
type Problems = readonly string[];

const label1123 = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain1123 = `${label1123}(\\.${label1123})*`;
const label1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const qualifiedName = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const labelValue = `(${qualifiedName})?`;
const configKey = '[-._a-zA-Z0-9]+';

const whole = (pattern: string) => new RegExp(`^${pattern}$`);
const is = {
  label1123: whole(label1123),
  subdomain1123: whole(subdomain1123),
  label1035: whole(label1035),
  qualifiedName: whole(qualifiedName),
  labelValue: whole(labelValue),
  configKey: whole(configKey),
};

const atMost = (length: number) => `must be no more than ${length} characters`;
const atMostBytes = (length: number) => `must be no more than ${length} bytes`;

/** `MESSAGE (e.g. 'A',  or 'B', regex used for validation is 'R')`, with the doubled space of the original. */
function byRegex(message: string, regex: string, ...examples: readonly string[]): string {
  if (examples.length === 0) return `${message} (regex used for validation is '${regex}')`;
  return `${message} (e.g. ${examples.map((example) => `'${example}', `).join(' or ')}regex used for validation is '${regex}')`;
}

const subdomainText = byRegex(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  subdomain1123,
  'example.com',
);
const labelText = byRegex(
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  label1123,
  'my-name',
  '123-abc',
);
const label1035Text = byRegex(
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  label1035,
  'my-name',
  'abc-123',
);
const qualifiedNameText = byRegex(
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  qualifiedName,
  'MyName',
  'my.name',
  '123-abc',
);
const labelValueText = byRegex(
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  labelValue,
  'MyValue',
  'my_value',
  '12345',
);

const checks = (...found: readonly (string | false)[]): Problems => found.filter((text) => text !== false);

export const isDns1123Subdomain = (value: string): Problems =>
  checks(value.length > 253 && atMost(253), !is.subdomain1123.test(value) && subdomainText);

export function isDns1123Label(value: string): Problems {
  return checks(
    value.length > 63 && atMost(63),
    // A subdomain that is no label differs by its dots only.
    !is.label1123.test(value) && (is.subdomain1123.test(value) ? 'must not contain dots' : labelText),
  );
}

export const isDns1035Label = (value: string): Problems =>
  checks(value.length > 63 && atMost(63), !is.label1035.test(value) && label1035Text);

/** `name` or `prefix.example.com/name`: keys of labels, annotations, taints. */
export function isQualifiedName(value: string): Problems {
  const parts = value.split('/');
  if (parts.length > 2) {
    return [
      `a qualified name ${qualifiedNameText} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const name = parts.at(-1) ?? '';
  const prefix = parts.length === 2 ? parts[0] : undefined;
  const ofPrefix = prefix === undefined ? [] : prefix === '' ? ['must be non-empty'] : isDns1123Subdomain(prefix);
  return [
    ...ofPrefix.map((text) => `prefix part ${text}`),
    ...checks(
      name === '' && 'name part must be non-empty',
      name.length > 63 && `name part ${atMostBytes(63)}`,
      !is.qualifiedName.test(name) && `name part ${qualifiedNameText}`,
    ),
  ];
}

export const isLabelValue = (value: string): Problems =>
  checks(value.length > 63 && atMostBytes(63), !is.labelValue.test(value) && labelValueText);

/** The name of a port of a container, or a port meant by name. */
export function isPortName(value: string): Problems {
  return checks(
    value.length > 15 && atMost(15),
    !/^[-a-z0-9]+$/.test(value) && 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
    !/[a-z]/.test(value) && 'must contain at least one letter (a-z)',
    value.includes('--') && 'must not contain consecutive hyphens',
    (value.startsWith('-') || value.endsWith('-')) && 'must not begin or end with a hyphen',
  );
}

export const isPortNumber = (value: number): Problems =>
  checks((value < 1 || value > 65535) && 'must be between 1 and 65535, inclusive');

/** A key of a ConfigMap or Secret. */
export function isConfigMapKey(value: string): Problems {
  return checks(
    value.length > 253 && atMost(253),
    !is.configKey.test(value) &&
      byRegex(
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
        configKey,
        'key.name',
        'KEY_NAME',
        'key-name',
      ),
    value === '.' && "must not be '.'",
    value === '..' && "must not be '..'",
    value !== '..' && value.startsWith('..') && "must not start with '..'",
  );
}

/** Since v1.34 any printable ASCII but `=`. Source: IsRelaxedEnvVarName */
export function isEnvironmentVariable(value: string): Problems {
  const printable = /^[ -<>-~]+$/.test(value);
  return checks(
    value === '' && 'environment variable name must be non-empty',
    value !== '' &&
      !printable &&
      "a valid environment variable name must consist only of printable ASCII characters other than '='",
  );
}

/** Noughts in front are taken still. Source: v1.35 k8s.io/utils net/parse.go ParseIPSloppy */
const octet = '0*(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ipv4 = new RegExp(`^${octet}(\\.${octet}){3}$`);

export const isIpv4 = (value: string): boolean => ipv4.test(value);

/** Whether the text is an IPv6 address, with an IPv4 tail or without. */
export function isIpv6(value: string): boolean {
  if (!value.includes(':')) return false;
  const lastColon = value.lastIndexOf(':');
  const tail = value.slice(lastColon + 1);
  const text = tail.includes('.') ? (isIpv4(tail) ? `${value.slice(0, lastColon + 1)}0:0` : '') : value;
  const halves = text.split('::');
  if (text === '' || halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 : groups.length === 8;
}

export const isIp = (value: string): Problems =>
  checks(!isIpv4(value) && !isIpv6(value) && 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)');

/** A number, or a number with `%`. */
export const isPercent = (value: string): Problems =>
  checks(
    !/^\d+%$/.test(value) &&
      byRegex("a valid percent string must be a numeric string followed by an ending '%'", '[0-9]+%', '1%', '93%'),
  );

/** An address with the length of its prefix: `10.0.0.0/8`. Source: apimachinery pkg/util/validation/ip.go IsValidCIDR */
export function isCidr(value: string): Problems {
  const [address = '', length = '', ...more] = value.split('/');
  const most = isIpv4(address) ? 32 : isIpv6(address) ? 128 : -1;
  const well = more.length === 0 && /^\d{1,3}$/.test(length) && Number(length) <= most;
  return checks(!well && 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)');
}

/** A name that can stand in a path. Source: apimachinery pkg/api/validate/content IsPathSegmentName */
export function isPathSegmentName(value: string): Problems {
  if (value === '.' || value === '..') return [`may not be '${value}'`];
  return checks(value.includes('/') && "may not contain '/'", value.includes('%') && "may not contain '%'");
}

const wildcard = `\\*\\.${subdomain1123}`;
const wildcardText = byRegex(
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
  wildcard,
  '*.example.com',
);

/** `*.example.com` */
export const isWildcardSubdomain = (value: string): Problems =>
  checks(value.length > 253 && atMost(253), !whole(wildcard).test(value) && wildcardText);

const withUnderscore = `_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*`;
const withUnderscoreText = byRegex(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character",
  withUnderscore,
  'example.com',
);

/** `_http._tcp.example.com`: names of services in DNS. Source: IsDNS1123SubdomainWithUnderscore */
export const isSubdomainWithUnderscore = (value: string): Problems =>
  checks(value.length > 253 && atMost(253), !whole(withUnderscore).test(value) && withUnderscoreText);
