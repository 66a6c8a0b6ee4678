import { parseCommandLine, USAGE, type Environment } from '../../sandbox/commandLine';

const options = (args: string[], env: Environment = {}): unknown => {
  const command = parseCommandLine(args, env);
  return command.kind === 'start' ? command.options : command;
};

it('starts as Confluence does, without delays, on no port in particular, by default', () => {
  expect(options([])).toEqual({
    ...{ latencyMs: 0, invokeOverheadMs: 0, limits: true },
    ...{ rateLimitHeaders: 'both', nonMember: 204, impersonation: 'on' },
  });
});

it('takes every flag', () => {
  const args = [
    '--port',
    '0',
    '--latency=120',
    '--invoke-overhead',
    '300',
    '--limits',
    'off',
    '--scale',
    '1000',
    '--non-member',
    '404',
    '--rate-limit-headers',
    'structured',
    '--impersonation',
    'off',
  ];
  expect(options(args)).toEqual({
    port: 0,
    latencyMs: 120,
    invokeOverheadMs: 300,
    limits: false,
    scale: 1000,
    nonMember: 404,
    rateLimitHeaders: 'structured',
    impersonation: 'off',
  });
});

it('takes the port from PORT, unless a flag says otherwise', () => {
  expect(options([], { PORT: '9000' })).toHaveProperty('port', 9000);
  expect(options(['--port', '9001'], { PORT: '9000' })).toHaveProperty('port', 9001);
  expect(options([], { PORT: '' })).not.toHaveProperty('port');
});

it('takes the answer for non-members from SANDBOX_NON_MEMBER, unless a flag says otherwise', () => {
  expect(options([], { SANDBOX_NON_MEMBER: '404' })).toHaveProperty('nonMember', 404);
  expect(options(['--non-member=204'], { SANDBOX_NON_MEMBER: '404' })).toHaveProperty('nonMember', 204);
  expect(options([], { SANDBOX_NON_MEMBER: '' })).toHaveProperty('nonMember', 204);
});

it('has a help', () => {
  expect(parseCommandLine(['--help'], {})).toEqual({ kind: 'help' });
  const flags = ['--port', '--latency', '--invoke-overhead', '--limits', '--scale', '--non-member'];
  for (const flag of [...flags, '--rate-limit-headers', '--impersonation']) expect(USAGE).toContain(flag);
});

it.each<[string[], Environment, RegExp]>([
  [['--port', '99999'], {}, /^--port must be a whole number from 0 to 65535, but it is "99999"\.$/],
  [['--port', '-1'], {}, /^--port must be a whole number from 0 to 65535, but it is "-1"\.$/],
  [['--latency', '-5'], {}, /^--latency must be a whole number from 0 to 60000, but it is "-5"\.$/],
  [['--limits', 'off', '--scale', '-.5'], {}, /^--scale must be a whole number from 1 .* it is "-\.5"\.$/],
  [['-1'], {}, /-1/],
  [['--port'], {}, /--port/],
  [[], { PORT: 'http' }, /^PORT must be a whole number/],
  [['--latency', '1.5'], {}, /^--latency must be a whole number/],
  [['--invoke-overhead', 'slow'], {}, /^--invoke-overhead must be a whole number/],
  [['--limits', 'yes'], {}, /^--limits must be "on" or "off", but it is "yes"\.$/],
  [['--scale', '0'], {}, /^--scale must be a whole number from 1/],
  [['--non-member', '409'], {}, /^--non-member must be 204 or 404, but it is "409"\.$/],
  [[], { SANDBOX_NON_MEMBER: 'no' }, /^SANDBOX_NON_MEMBER must be 204 or 404, but it is "no"\.$/],
  [
    ['--impersonation', 'maybe'],
    {},
    /^--impersonation must be "on", "off", "ineffective", but it is "maybe"\.$/,
  ],
  [
    ['--rate-limit-headers', 'new'],
    {},
    /^--rate-limit-headers must be "old", "structured", "both", but it is "new"\.$/,
  ],
  [['--fast'], {}, /--fast/],
  [['now'], {}, /now/],
])('says in one line what is wrong with %j %j', (args, env, message) => {
  const command = parseCommandLine(args, env);
  expect(command).toHaveProperty('kind', 'mistake');
  const text = command.kind === 'mistake' ? command.message : '';
  expect(text).toMatch(message);
  expect(text).not.toContain('\n');
});
