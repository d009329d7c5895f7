import { describe, expect, it } from 'vitest';
import type { InterfaceName } from '../../src/model/interface-name.ts';
import { directorArtifacts } from '../../src/roles/director.ts';
import { directorView } from '../../src/roles/director-view.ts';
import { el6 } from '../../src/targets/el6.ts';
import { el7 } from '../../src/targets/el7.ts';
import { el9 } from '../../src/targets/el9.ts';
import { directRouting, ipv4, ipv6, markService, natCluster, node } from './directed.ts';

describe('the files of a director', () => {
  const paths = (initSystems: ('sysv' | 'systemd')[]): string[] =>
    directorArtifacts(directRouting(), { target: el7, initSystems }).map(
      ({ installPath }) => installPath,
    );

  it('are one script with sysv alone', () => {
    expect(paths(['sysv'])).toEqual(['/etc/rc.d/init.d/lvs-web-director']);
  });

  it('are the logic and a unit with systemd, and a front where sysv is wanted too', () => {
    const systemd = [
      '/usr/sbin/lvs-web-director',
      '/usr/lib/systemd/system/lvs-web-director.service',
    ];
    expect(paths(['systemd'])).toEqual(systemd);
    expect(paths(['sysv', 'systemd'])).toEqual([...systemd, '/etc/rc.d/init.d/lvs-web-director']);
  });

  it('say what they are', () => {
    const [logic] = directorArtifacts(directRouting(), node);
    expect(logic).toMatchObject({ role: 'director', cluster: 'web', target: 'el7', mode: 0o755 });
  });
});

describe('what a director sets up', () => {
  it('has the VIPs on its interface', () => {
    expect(directorView(directRouting({}, [ipv4, ipv6]), el7)['wanted']).toBe(
      'addr 192.168.10.12/32 dev eth0\naddr 2001:db8:10::12/128 dev eth0 preferred_lft 0',
    );
  });

  it('leaves them to another tool', () => {
    const view = directorView(directRouting({ externalVips: true }), el7);
    expect(view).toMatchObject({ wanted: '', announces: false, kind: '-A' });
    expect(view['programs']).not.toContain('arping');
  });

  it('changes no setting that it need not', () => {
    expect(directorView(directRouting(), el7)['settings']).toBe('');
  });

  it('forwards in VS/NAT, before anything that this resets', () => {
    const insideInterface = 'eth0.100' as InterfaceName;
    expect(directorView(natCluster({ insideInterface }), el7)['settings']).toBe(
      [
        '/proc/sys/net/ipv4/ip_forward 1 1',
        '/proc/sys/net/ipv4/conf/eth0.100/forwarding 1 1',
        '/proc/sys/net/ipv4/conf/all/send_redirects 0 0',
        '/proc/sys/net/ipv4/conf/eth0.100/send_redirects 0 0',
      ].join('\n'),
    );
  });

  it('sets what the config says of IPVS, off as well as on', () => {
    const view = directorView(
      directRouting({
        expireNodestConn: true,
        expireQuiescentTemplate: false,
        conntrack: true,
        timeouts: { tcp: 100, tcpFin: 0, udp: 70 },
      }),
      el7,
    );
    expect(view['settings']).toBe(
      [
        '/proc/sys/net/ipv4/vs/expire_nodest_conn 1 1',
        '/proc/sys/net/ipv4/vs/expire_quiescent_template 0 0',
        '/proc/sys/net/ipv4/vs/conntrack 1 1',
        '/var/run/lvsgen/timeouts 100/0/70 100/0/70',
      ].join('\n'),
    );
    expect(view['keepsTimeout']).toBe(true);
  });
});

describe('the programs of a director', () => {
  it('are those that its cluster needs', () => {
    const plain = directorView(directRouting(), el6)['programs'];
    expect(plain).toEqual(expect.arrayContaining(['arping', 'ipvsadm', 'modprobe']));
    expect(plain).not.toContain('iptables-restore');
    const marks = directRouting({ services: [markService({ vips: [ipv6] })] });
    expect(directorView(marks, el6)['programs']).toEqual(
      expect.arrayContaining(['ip6tables-restore', 'ip6tables-save']),
    );
  });
});

describe('an IPv6 VIP', () => {
  const cluster = directRouting({}, [ipv6]);

  it('is announced by a kernel that does so', () => {
    const view = directorView(cluster, el9);
    expect(view).toMatchObject({ ping6: false });
    expect(view['settings']).toBe('/proc/sys/net/ipv6/conf/eth0/ndisc_notify 1 1');
  });

  it('makes neighbours ask where the kernel does not', () => {
    const view = directorView(cluster, el7);
    expect(view).toMatchObject({ ping6: true, settings: '' });
    expect(view['programs']).toContain('ping6');
  });
});
