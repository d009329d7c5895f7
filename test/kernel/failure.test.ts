// A start or a reload that fails takes back what it has done, names what failed, and says so by its exit status.
import { play, test } from './host.ts';
import { oneOfEach } from './kinds.ts';

test.for(oneOfEach.filter(({ name }) => !/NAT, ports|DR, marks/.test(name)))(
  'something that cannot be added: $name',
  (kind) => {
    const bad = kind.name.startsWith('NAT')
      ? '300.0.0.0/8 via 10.1.1.1'
      : '10.1.1.300/32 dev lo' + (kind.name.endsWith('3') ? ' scope host' : '');
    const { web, changed, stays } = kind;
    return play(
      kind,
      { web, good: web, changed },
      `
    $ sed -i "/^\\(vips\\|routes\\)='/s|$|\\n${bad}|" /run/scripts/web /run/scripts/changed
    $ web start | grep -v could
    ${kind.service}: taking back what was done
    exit 1
    $ grep -c '${bad}' /run/output
    1
    $ since before
    ${stays}
    $ upgrade good
    $ codes status start
    status 3, start 0
    $ save started
    $ upgrade
    $ web reload | grep -v could
    ${kind.service}: taking back what was done
    exit 1
    $ since started
    $ upgrade good
    $ codes status
    status 0
    $ codes stop
    stop 0
    $ since before
    ${stays}
    `,
    );
  },
);

test.for(oneOfEach.filter(({ setting }) => setting !== ''))(
  'a setting that cannot be written: $name',
  (kind) => {
    const { web, service, setting } = kind;
    return play(
      kind,
      { web },
      `
      $ mount --bind ${setting} ${setting} && mount -o remount,bind,ro ${setting}
      $ web start
      ${service}: taking back what was done
      exit 1
      $ grep Read-only /run/output | grep -c ${setting}
      1
      $ umount ${setting}
      $ since before
      ${setting.startsWith('/run') ? '' : kind.stays}
      $ codes status start status
      status 3, start 0, status 0
      `,
    );
  },
);
