/** The keepalived of each target, as its distribution packages it. */
export const keepalivedVersions: Readonly<Record<string, string>> = {
  el6: '1.2.13',
  el7: '1.3.5',
  el8: '2.1.5',
  el9: '2.2.8',
  el10: '2.2.8',
};

const httpCheck = {
  'el6-': 'url connect_port connect_timeout delay_before_retry',
  'el6-el7': 'nb_get_retry',
  'el8-': 'retry enable_sni delay_loop',
};

/**
 * The keywords that are rendered, block by block, by the targets whose keepalived knows them: from one on, or up to
 * another. An unknown keyword is no error to keepalived: it logs it at most, and goes on without.
 */
const keywords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '': { 'el6-': 'global_defs vrrp_script vrrp_instance virtual_server' },
  global_defs: {
    'el6-': 'router_id',
    'el7-': 'vrrp_skip_check_adv_addr enable_script_security script_user lvs_sync_daemon lvs_flush',
    'el9-': 'reload_check_config',
  },
  vrrp_script: { 'el6-': 'script interval fall rise weight', 'el7-': 'user' },
  authentication: { 'el6-': 'auth_type auth_pass' },
  vrrp_instance: {
    'el6-':
      'authentication track_script state interface virtual_router_id priority advert_int nopreempt preempt_delay unicast_src_ip unicast_peer track_interface virtual_ipaddress virtual_ipaddress_excluded notify',
    'el6-el6': 'lvs_sync_daemon_interface',
  },
  virtual_server: {
    'el6-':
      'delay_loop lb_algo lb_kind protocol persistence_timeout persistence_granularity alpha quorum hysteresis sorry_server real_server',
    'el6-el7': 'virtualhost',
    'el7-': 'ip_family ops',
  },
  real_server: {
    'el6-': 'weight inhibit_on_failure TCP_CHECK HTTP_GET SSL_GET MISC_CHECK',
    // SMTP_CHECK made 1.2.13 crash.
    'el7-': 'DNS_CHECK SMTP_CHECK',
    'el8-': 'lvs_method',
  },
  TCP_CHECK: {
    'el6-': 'connect_port connect_timeout',
    'el7-': 'retry delay_before_retry',
    'el8-': 'delay_loop',
  },
  HTTP_GET: httpCheck,
  SSL_GET: httpCheck,
  url: { 'el6-': 'path status_code', 'el8-': 'virtualhost' },
  DNS_CHECK: {
    'el7-': 'connect_port connect_timeout retry type name',
    'el8-': 'delay_before_retry delay_loop',
  },
  SMTP_CHECK: { 'el7-': 'connect_timeout retry delay_before_retry', 'el8-': 'delay_loop' },
  MISC_CHECK: { 'el6-': 'misc_path misc_timeout', 'el8-': 'delay_loop' },
};

const versionOf = (target: string): number => Number(target.slice(2));

/** Tells whether the keepalived of a target knows a keyword in a block; the block outside of all is empty. */
export function knowsKeyword(target: string, block: string, keyword: string): boolean {
  return Object.entries(keywords[block] ?? {}).some(([span, words]) => {
    const [first = '', last = ''] = span.split('-');
    const isSince = versionOf(target) >= versionOf(first);
    const isUntil = last === '' || versionOf(target) <= versionOf(last);
    return isSince && isUntil && words.split(' ').includes(keyword);
  });
}

/** That the keepalived of a target does not know a keyword. */
export function unknownKeyword(target: string, keyword: string): string {
  return `keepalived ${keepalivedVersions[target] ?? ''} of ${target} does not know ${keyword}`;
}
