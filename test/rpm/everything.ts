/** A config with every role, mode and target, and with each way in which services are started. */
export const everything = `clusters:
  direct:
    description: 'Direct routing: 100% of %{name}, %(touch /tmp/never), %%if and $HOME'
    mode: dr
    vips: [192.168.10.12, '2001:db8::12']
    targets: [el6, el7, el8, el9]
    rpm: { license: MIT, packager: Operations <ops@example.com>, vendor: Example, url: 'https://www.example.com/' }
    director:
      targets: [el6, el7, el8, el9]
      interface: eth0
      services: [{ mark: 1, ports: [80, 443] }]
      realServers: [{ address: 192.168.10.21 }, { address: '2001:db8::21' }]
  direct-sysv:
    mode: dr
    vips: [192.168.10.13]
    targets: [el7]
    initSystems: [sysv]
    rpm: { license: MIT, packager: Operations <ops@example.com> }
    director:
      targets: [el7]
      initSystems: [sysv]
      interface: eth0
      services: [{ port: 80 }]
      realServers: [{ address: 192.168.10.21 }]
  direct-systemd:
    mode: dr
    vips: [192.168.10.14]
    targets: [el7]
    initSystems: [systemd]
  tunnels:
    mode: tun
    vips: [192.168.10.15]
    targets: [el6, el7, el8, el9]
    rpm: { license: MIT, packager: Operations <ops@example.com> }
    director:
      targets: [el6, el7, el8, el9]
      interface: eth0
      services: [{ port: 80 }]
      realServers: [{ address: 192.0.2.21 }]
  translated:
    mode: nat
    vips: [192.168.10.16]
    targets: [el6, el7, el8, el9]
    gateway: 10.0.0.1
    rpm: { license: MIT, packager: Operations <ops@example.com> }
    director:
      targets: [el6, el7, el8, el9]
      interface: eth0
      insideInterface: eth1
      services: [{ port: 80 }]
      realServers: [{ address: 10.0.0.21 }]
`;
