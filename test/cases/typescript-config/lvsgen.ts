import { defineConfig } from 'lvsgen';

const sites = ['tokyo', 'osaka'];

export default defineConfig({
  clusters: Object.fromEntries(
    sites.map((site, index) => [
      site,
      {
        description: `Web farm of ${site}`,
        mode: 'dr',
        vips: [`10.${index}.0.10`],
        targets: ['el7'],
        initSystems: ['systemd'],
      },
    ]),
  ),
});
