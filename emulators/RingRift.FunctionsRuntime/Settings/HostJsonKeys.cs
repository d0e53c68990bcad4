namespace RingRift.FunctionsRuntime.Settings;

/// <summary>
/// The keys of host.json, version 2, for the extensions in use (Microsoft's host.json reference; queues 5, http 3; Event Grid and timers
/// have none). The real host passes over what it does not know, so that a misspelt key is the default without a word; here it is refused.
/// Not among them: keys for other languages (<c>extensionBundle</c>, <c>managedDependency</c>, <c>customHandler</c>) and
/// <c>logging.applicationInsights</c>, which the host does not read while <c>telemetryMode</c> is OpenTelemetry.
/// </summary>
internal static class HostJsonKeys
{
    /// <summary>By section, dots between the names; sections that are not here hold any names.</summary>
    private static readonly (string Section, string[] Keys)[] Known =
    [
        ("", ["version", "aggregator", "concurrency", "extensions", "functions", "functionTimeout", "healthMonitor", "logging",
            "sendCanceledInvocationsToWorker", "singleton", "telemetryMode", "watchDirectories", "watchFiles"]),
        ("aggregator", ["batchSize", "flushTimeout"]),
        ("concurrency", ["dynamicConcurrencyEnabled", "snapshotPersistenceEnabled"]),
        ("extensions", ["http", "queues"]),
        ("extensions.http", ["customHeaders", "dynamicThrottlesEnabled", "hsts", "maxConcurrentRequests", "maxOutstandingRequests",
            "routePrefix"]),
        ("extensions.http.hsts", ["excludedHosts", "includeSubDomains", "isEnabled", "maxAge", "preload"]),
        ("extensions.queues", ["batchSize", "maxDequeueCount", "maxPollingInterval", "messageEncoding", "newBatchThreshold",
            "visibilityTimeout"]),
        ("healthMonitor", ["counterThreshold", "enabled", "healthCheckInterval", "healthCheckThreshold", "healthCheckWindow"]),
        ("logging", ["console", "fileLoggingMode", "logLevel"]),
        ("logging.console", ["disableColors", "isEnabled"]),
        ("singleton", ["listenerLockPeriod", "listenerLockRecoveryPollingInterval", "lockAcquisitionPollingInterval",
            "lockAcquisitionTimeout", "lockPeriod"]),
    ];

    /// <summary>Refuses keys that the host would pass over.</summary>
    /// <exception cref="HostSettingsException">
    /// A key is not known, or a section is no object; the message names it and the known keys.
    /// </exception>
    public static void Check(SettingsSection root)
    {
        foreach (var (path, keys) in Known)
        {
            var names = path.Split('.', StringSplitOptions.RemoveEmptyEntries);
            names.Aggregate(root, (section, name) => section.Section(name)).AllowOnly(keys);
        }
    }
}
