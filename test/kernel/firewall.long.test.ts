import { expect, test } from 'vitest';
import { everyShell, logicDash } from './flavours.ts';
import { quoted, vip } from './host.ts';
import { describeKernel } from './requirements.ts';
import { addTunl0, tunnelHost } from './tunnel.ts';

const web = { web: { vips: [vip] } };

const centos6 = `-P INPUT ACCEPT
-P FORWARD ACCEPT
-P OUTPUT ACCEPT
-A INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p icmp -j ACCEPT
-A INPUT -i lo -j ACCEPT
-A INPUT -p tcp -m state --state NEW -m tcp --dport 22 -j ACCEPT
-A INPUT -j REJECT --reject-with icmp-host-prohibited
-A FORWARD -j REJECT --reject-with icmp-host-prohibited`;
const firewalld = `-P INPUT ACCEPT
-P FORWARD ACCEPT
-P OUTPUT ACCEPT
-N INPUT_ZONES
-N IN_public
-N IN_public_allow
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -i lo -j ACCEPT
-A INPUT -j INPUT_ZONES
-A INPUT -m conntrack --ctstate INVALID -j DROP
-A INPUT -j REJECT --reject-with icmp-host-prohibited
-A FORWARD -i lo -j ACCEPT
-A OUTPUT -o lo -j ACCEPT
-A INPUT_ZONES -g IN_public
-A IN_public -j IN_public_allow
-A IN_public -p icmp -j ACCEPT
-A IN_public_allow -p tcp -m tcp --dport 22 -m conntrack --ctstate NEW,UNTRACKED -j ACCEPT`;

const before = (last: string, rules: string, rule: string): string =>
  rules.replace(last, `${rule}\n${last}`);
const reject = '-A INPUT -j REJECT';

const shut = {
  'of CentOS 6': centos6,
  'of firewalld': firewalld,
  'with a policy': '-P INPUT DROP\n-A INPUT -p tcp -j ACCEPT',
};
const open = {
  'without rules': '-P INPUT ACCEPT\n-P FORWARD DROP\n-P OUTPUT ACCEPT',
  'with protocol 4': before(reject, centos6, '-A INPUT -s 10.0.0.1/32 -p ipencap -j ACCEPT'),
  'with protocol 4 in a zone': `${firewalld}\n-A IN_public_allow -p 4 -j ACCEPT`,
  'that let a network in': before(reject, centos6, '-A INPUT -s 192.168.10.0/24 -j ACCEPT'),
};

/** The rules as iptables-restore takes them. */
function restorable(rules: string): string {
  const lines = rules
    .split('\n')
    .map((line) => line.replace(/^-[PN] (\S+)(?: (\S+))?$/, ':$1 $2 [0:0]'));
  return ['*filter', ...lines.map((line) => line.replace('  [', ' - [')), 'COMMIT'].join('\n');
}

describeKernel('the firewall of a VS/TUN real server', () => {
  const cases = [
    ...Object.entries(shut).map(([name, rules]) => ({ name, rules, warned: true })),
    ...Object.entries(open).map(([name, rules]) => ({ name, rules, warned: false })),
  ];
  test.for(cases.map((one, i) => ({ ...one, flavour: everyShell[i % 3] ?? logicDash })))(
    '$name: a warning $warned',
    async ({ rules, warned, flavour }) => {
      const host = await tunnelHost(flavour, web);
      await addTunl0(host);
      await host.sh(`echo "ipencap 4 IP-ENCAP" >/etc/protocols
        iptables-legacy-restore <<<${quoted(restorable(rules))}`);
      await host.provide('iptables', 'exec /mnt/usr/sbin/iptables-legacy "$@"');

      const said = await host.does('web', 'start');
      const { code, stdout } = await host.service('web', 'status');

      expect(said.includes('protocol 4')).toBe(warned);
      expect(stdout.includes('protocol 4')).toBe(warned);
      expect(code).toBe(0);
    },
  );

  const nft = `table inet firewalld {
	chain filter_PREROUTING {
		type filter hook prerouting priority filter + 10; policy accept;
		icmpv6 type { nd-router-advert, nd-neighbor-solicit } accept
	}
	chain filter_INPUT {
		type filter hook input priority filter + 10; policy accept;
		ct state { established, related } accept
		ct status dnat accept
		iifname "lo" accept
		jump filter_INPUT_ZONES
		ct state { invalid } drop
		reject with icmpx type admin-prohibited
	}
	chain filter_FORWARD {
		type filter hook forward priority filter + 10; policy accept;
		iifname "lo" accept
		reject with icmpx type admin-prohibited
	}
	chain filter_OUTPUT {
		type filter hook output priority filter + 10; policy accept;
		oifname "lo" accept
	}
	chain filter_INPUT_ZONES {
		goto filter_IN_public
	}
	chain filter_IN_public {
		jump filter_IN_public_allow
		meta l4proto { icmp, ipv6-icmp } accept
	}
	chain filter_IN_public_allow {
		tcp dport 22 ct state { new, untracked } accept
		ip6 daddr fe80::/64 udp dport 546 ct state { new, untracked } accept
	}
	chain filter_FWD_public_allow {
		ct state { new, untracked } accept
	}
}`;
  const allowing = (rule: string): string =>
    nft.replace('tcp dport 22', `${rule}\n\t\ttcp dport 22`);

  test.for([
    { name: 'of firewalld', rules: nft, warned: true },
    {
      name: 'with a policy',
      rules:
        'table ip f {\n chain in {\n type filter hook input priority 0; policy drop;\n tcp dport 22 accept\n }\n}',
      warned: true,
    },
    { name: 'without rules', rules: '', warned: false },
    {
      name: 'with protocol 4',
      rules: allowing('meta l4proto 4 ct state { new, untracked } accept'),
      warned: false,
    },
    { name: 'with ipencap', rules: allowing('ip protocol ipencap accept'), warned: false },
    { name: 'that trust the director', rules: allowing('ip saddr 10.0.0.1 accept'), warned: false },
  ])('on el8, $name: a warning $warned', async ({ rules, warned }) => {
    const el8 = { ...logicDash, target: 'el8' as const };
    const host = await tunnelHost(el8, web);
    await addTunl0(host, 'mount -t tmpfs tmpfs /sys/module; mkdir /sys/module/nf_tables');
    await host.provide('nft', `[ "$*" = 'list ruleset' ] && printf '%s\\n' ${quoted(rules)}`);

    const said = await host.does('web', 'start');
    const { code, stdout } = await host.service('web', 'status');

    expect(said.includes('protocol 4')).toBe(warned);
    expect(stdout.includes('protocol 4')).toBe(warned);
    expect(code).toBe(0);
  });

  test('iptables is not run where it would load its tables', async () => {
    const host = await tunnelHost(logicDash, web);
    await host.provide('iptables', 'echo ran >/run/ran');

    await host.does('web', 'start', 'status');

    expect(await host.sh('cat /run/ran 2>/dev/null || echo no')).toBe('no\n');
  });
});
