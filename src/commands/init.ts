import { type ExitCode, exitCodes } from '../base/io.ts';
import { type Context, writeOut } from './context.ts';

const starter = `# yaml-language-server: $schema=./node_modules/lvsgen/schema.json
#
# Renders with: lvsgen render
# Every key is described in docs/config.md of lvsgen and, in an editor, by the schema above.
clusters:
  web: # becomes the service lvs-web
    mode: dr # direct routing; tun is for tunnels, nat for address translation
    vips: [192.0.2.10] # the virtual IPs that the real servers put on lo
    targets: [el6, el7] # the operating systems of the real servers

    # description: Public web farm
    # chkconfig: { levels: "345", start: 80, stop: 20 } # "-" (the default): not started at boot until switched on
    # before: [nginx] # services that bind a VIP and so start after this one (units)
    # arp: { ignore: 1, announce: 2, onStop: restore }

    # rpm: { version: "1.0", license: MIT } # for lvsgen rpm

    # director: # renders the scripts of the directors too
    #   targets: [el7]
    #   interface: eth0 # holds the VIPs
    #   services: [{ port: 80, scheduler: wlc }]
    #   realServers: [{ address: 192.0.2.21 }, { address: 192.0.2.22 }]
`;

export function run(_: unknown, context: Context): ExitCode {
  const next = ': change the VIPs, then run lvsgen render';
  writeOut('lvsgen.yaml', starter, context, { next });
  return exitCodes.clean;
}
