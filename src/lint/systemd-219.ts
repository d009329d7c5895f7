import { systemdTable } from './systemd-table.ts';

/** Every section and directive that systemd 219 knows, as CentOS 7 ships it. */
export const systemd219 = systemdTable({
  version: 219,
  // The prefixes + and ! came with systemd 231.
  execPrefixes: '@-',
  sections: {
    Automount: `
      DirectoryMode TimeoutIdleSec Where
    `,
    BusName: `
      AcceptFileDescriptors Activating AllowGroup AllowUser AllowWorld Name SELinuxContext Service
    `,
    Install: `
      Alias Also DefaultInstance RequiredBy WantedBy
    `,
    Mount: `
      AmbientCapabilities AppArmorProfile BlockIOAccounting BlockIODeviceWeight BlockIOReadBandwidth
      BlockIOWeight BlockIOWriteBandwidth CPUAccounting CPUAffinity CPUQuota CPUSchedulingPolicy
      CPUSchedulingPriority CPUSchedulingResetOnFork CPUShares Capabilities CapabilityBoundingSet
      Delegate DeviceAllow DevicePolicy DirectoryMode Environment EnvironmentFile Group
      IOSchedulingClass IOSchedulingPriority IgnoreSIGPIPE InaccessibleDirectories KillMode
      KillSignal LazyUnmount LimitAS LimitCORE LimitCPU LimitDATA LimitFSIZE LimitLOCKS LimitMEMLOCK
      LimitMSGQUEUE LimitNICE LimitNOFILE LimitNPROC LimitRSS LimitRTPRIO LimitRTTIME
      LimitSIGPENDING LimitSTACK MemoryAccounting MemoryLimit MountFlags Nice NoNewPrivileges
      OOMScoreAdjust Options PAMName PassEnvironment Personality PrivateDevices PrivateNetwork
      PrivateTmp ProtectHome ProtectSystem ReadOnlyDirectories ReadWriteDirectories
      RestrictAddressFamilies RootDirectory RuntimeDirectory RuntimeDirectoryMode SELinuxContext
      SecureBits SendSIGHUP SendSIGKILL Slice SloppyOptions SmackProcessLabel StandardError
      StandardInput StandardOutput StartupBlockIOWeight StartupCPUShares SupplementaryGroups
      SyslogFacility SyslogIdentifier SyslogLevel SyslogLevelPrefix SystemCallArchitectures
      SystemCallErrorNumber SystemCallFilter TTYPath TTYReset TTYVHangup TTYVTDisallocate
      TasksAccounting TasksMax TimeoutSec TimerSlackNSec Type UMask User UtmpIdentifier What Where
      WorkingDirectory
    `,
    Path: `
      DirectoryMode DirectoryNotEmpty MakeDirectory PathChanged PathExists PathExistsGlob
      PathModified Unit
    `,
    Scope: `
      BlockIOAccounting BlockIODeviceWeight BlockIOReadBandwidth BlockIOWeight BlockIOWriteBandwidth
      CPUAccounting CPUQuota CPUShares Delegate DeviceAllow DevicePolicy KillMode KillSignal
      MemoryAccounting MemoryLimit SendSIGHUP SendSIGKILL Slice StartupBlockIOWeight
      StartupCPUShares TasksAccounting TasksMax TimeoutStopSec
    `,
    Service: `
      AmbientCapabilities AppArmorProfile BlockIOAccounting BlockIODeviceWeight BlockIOReadBandwidth
      BlockIOWeight BlockIOWriteBandwidth BusName BusPolicy CPUAccounting CPUAffinity CPUQuota
      CPUSchedulingPolicy CPUSchedulingPriority CPUSchedulingResetOnFork CPUShares Capabilities
      CapabilityBoundingSet Delegate DeviceAllow DevicePolicy Environment EnvironmentFile ExecReload
      ExecStart ExecStartPost ExecStartPre ExecStop ExecStopPost FailureAction
      FileDescriptorStoreMax Group GuessMainPID IOSchedulingClass IOSchedulingPriority IgnoreSIGPIPE
      InaccessibleDirectories KillMode KillSignal LimitAS LimitCORE LimitCPU LimitDATA LimitFSIZE
      LimitLOCKS LimitMEMLOCK LimitMSGQUEUE LimitNICE LimitNOFILE LimitNPROC LimitRSS LimitRTPRIO
      LimitRTTIME LimitSIGPENDING LimitSTACK MemoryAccounting MemoryLimit MountFlags Nice
      NoNewPrivileges NonBlocking NotifyAccess OOMScoreAdjust PAMName PIDFile PassEnvironment
      PermissionsStartOnly Personality PrivateDevices PrivateNetwork PrivateTmp ProtectHome
      ProtectSystem ReadOnlyDirectories ReadWriteDirectories RebootArgument RemainAfterExit Restart
      RestartForceExitStatus RestartPreventExitStatus RestartSec RestrictAddressFamilies
      RootDirectory RootDirectoryStartOnly RuntimeDirectory RuntimeDirectoryMode SELinuxContext
      SecureBits SendSIGHUP SendSIGKILL Slice SmackProcessLabel Sockets StandardError StandardInput
      StandardOutput StartLimitAction StartLimitBurst StartLimitInterval StartupBlockIOWeight
      StartupCPUShares SuccessExitStatus SupplementaryGroups SysVStartPriority SyslogFacility
      SyslogIdentifier SyslogLevel SyslogLevelPrefix SystemCallArchitectures SystemCallErrorNumber
      SystemCallFilter TTYPath TTYReset TTYVHangup TTYVTDisallocate TasksAccounting TasksMax
      TimeoutSec TimeoutStartSec TimeoutStopSec TimerSlackNSec Type UMask User UtmpIdentifier
      WatchdogSec WorkingDirectory
    `,
    Slice: `
      BlockIOAccounting BlockIODeviceWeight BlockIOReadBandwidth BlockIOWeight BlockIOWriteBandwidth
      CPUAccounting CPUQuota CPUShares Delegate DeviceAllow DevicePolicy MemoryAccounting
      MemoryLimit Slice StartupBlockIOWeight StartupCPUShares TasksAccounting TasksMax
    `,
    Socket: `
      Accept AmbientCapabilities AppArmorProfile Backlog BindIPv6Only BindToDevice BlockIOAccounting
      BlockIODeviceWeight BlockIOReadBandwidth BlockIOWeight BlockIOWriteBandwidth Broadcast
      CPUAccounting CPUAffinity CPUQuota CPUSchedulingPolicy CPUSchedulingPriority
      CPUSchedulingResetOnFork CPUShares Capabilities CapabilityBoundingSet DeferAcceptSec Delegate
      DeviceAllow DevicePolicy DirectoryMode Environment EnvironmentFile ExecStartPost ExecStartPre
      ExecStopPost ExecStopPre FreeBind Group IOSchedulingClass IOSchedulingPriority IPTOS IPTTL
      IgnoreSIGPIPE InaccessibleDirectories KeepAlive KeepAliveIntervalSec KeepAliveProbes
      KeepAliveTimeSec KillMode KillSignal LimitAS LimitCORE LimitCPU LimitDATA LimitFSIZE
      LimitLOCKS LimitMEMLOCK LimitMSGQUEUE LimitNICE LimitNOFILE LimitNPROC LimitRSS LimitRTPRIO
      LimitRTTIME LimitSIGPENDING LimitSTACK ListenDatagram ListenFIFO ListenMessageQueue
      ListenNetlink ListenSequentialPacket ListenSpecial ListenStream Mark MaxConnections
      MemoryAccounting MemoryLimit MessageQueueMaxMessages MessageQueueMessageSize MountFlags Nice
      NoDelay NoNewPrivileges OOMScoreAdjust PAMName PassCredentials PassEnvironment PassSecurity
      Personality PipeSize Priority PrivateDevices PrivateNetwork PrivateTmp ProtectHome
      ProtectSystem ReadOnlyDirectories ReadWriteDirectories ReceiveBuffer RemoveOnStop
      RestrictAddressFamilies ReusePort RootDirectory RuntimeDirectory RuntimeDirectoryMode
      SELinuxContext SELinuxContextFromNet SecureBits SendBuffer SendSIGHUP SendSIGKILL Service
      Slice SmackLabel SmackLabelIPIn SmackLabelIPOut SmackProcessLabel SocketGroup SocketMode
      SocketUser StandardError StandardInput StandardOutput StartupBlockIOWeight StartupCPUShares
      SupplementaryGroups Symlinks SyslogFacility SyslogIdentifier SyslogLevel SyslogLevelPrefix
      SystemCallArchitectures SystemCallErrorNumber SystemCallFilter TCPCongestion TTYPath TTYReset
      TTYVHangup TTYVTDisallocate TasksAccounting TasksMax TimeoutSec TimerSlackNSec Transparent
      UMask User UtmpIdentifier WorkingDirectory
    `,
    Swap: `
      AmbientCapabilities AppArmorProfile BlockIOAccounting BlockIODeviceWeight BlockIOReadBandwidth
      BlockIOWeight BlockIOWriteBandwidth CPUAccounting CPUAffinity CPUQuota CPUSchedulingPolicy
      CPUSchedulingPriority CPUSchedulingResetOnFork CPUShares Capabilities CapabilityBoundingSet
      Delegate DeviceAllow DevicePolicy Environment EnvironmentFile Group IOSchedulingClass
      IOSchedulingPriority IgnoreSIGPIPE InaccessibleDirectories KillMode KillSignal LimitAS
      LimitCORE LimitCPU LimitDATA LimitFSIZE LimitLOCKS LimitMEMLOCK LimitMSGQUEUE LimitNICE
      LimitNOFILE LimitNPROC LimitRSS LimitRTPRIO LimitRTTIME LimitSIGPENDING LimitSTACK
      MemoryAccounting MemoryLimit MountFlags Nice NoNewPrivileges OOMScoreAdjust Options PAMName
      PassEnvironment Personality Priority PrivateDevices PrivateNetwork PrivateTmp ProtectHome
      ProtectSystem ReadOnlyDirectories ReadWriteDirectories RestrictAddressFamilies RootDirectory
      RuntimeDirectory RuntimeDirectoryMode SELinuxContext SecureBits SendSIGHUP SendSIGKILL Slice
      SmackProcessLabel StandardError StandardInput StandardOutput StartupBlockIOWeight
      StartupCPUShares SupplementaryGroups SyslogFacility SyslogIdentifier SyslogLevel
      SyslogLevelPrefix SystemCallArchitectures SystemCallErrorNumber SystemCallFilter TTYPath
      TTYReset TTYVHangup TTYVTDisallocate TasksAccounting TasksMax TimeoutSec TimerSlackNSec UMask
      User UtmpIdentifier What WorkingDirectory
    `,
    Timer: `
      AccuracySec OnActiveSec OnBootSec OnCalendar OnStartupSec OnUnitActiveSec OnUnitInactiveSec
      Persistent RandomizedDelaySec Unit WakeSystem
    `,
    Unit: `
      After AllowIsolate AssertACPower AssertArchitecture AssertCapability AssertDirectoryNotEmpty
      AssertFileIsExecutable AssertFileNotEmpty AssertFirstBoot AssertHost AssertKernelCommandLine
      AssertNeedsUpdate AssertNull AssertPathExists AssertPathExistsGlob AssertPathIsDirectory
      AssertPathIsMountPoint AssertPathIsReadWrite AssertPathIsSymbolicLink AssertSecurity
      AssertVirtualization Before BindTo BindsTo CollectMode ConditionACPower ConditionArchitecture
      ConditionCapability ConditionDirectoryNotEmpty ConditionFileIsExecutable ConditionFileNotEmpty
      ConditionFirstBoot ConditionHost ConditionKernelCommandLine ConditionNeedsUpdate ConditionNull
      ConditionPathExists ConditionPathExistsGlob ConditionPathIsDirectory ConditionPathIsMountPoint
      ConditionPathIsReadWrite ConditionPathIsSymbolicLink ConditionSecurity ConditionVirtualization
      Conflicts DefaultDependencies Description Documentation IgnoreOnIsolate IgnoreOnSnapshot
      JobTimeoutAction JobTimeoutRebootArgument JobTimeoutSec JoinsNamespaceOf OnFailure
      OnFailureIsolate OnFailureJobMode PartOf PropagateReloadFrom PropagateReloadTo
      PropagatesReloadTo RefuseManualStart RefuseManualStop ReloadPropagatedFrom Requires
      RequiresMountsFor RequiresOverridable Requisite RequisiteOverridable SourcePath
      StopWhenUnneeded Wants
    `,
  },
});
