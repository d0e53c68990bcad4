using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace RingRift.FunctionsRuntime.Settings;

/// <summary>
/// The part of host.json that the local runtime uses. Sections that are the real host's alone are checked for keys nobody reads.
/// </summary>
public sealed record HostSettings
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "host.json";

    /// <summary>Prefix of the routes of HTTP functions, without slashes at its ends.</summary>
    public string RoutePrefix { get; init; } = "api";

    /// <summary>Queue triggers.</summary>
    public QueueSettings Queues { get; init; } = new();

    /// <summary>Log levels by category.</summary>
    public IReadOnlyDictionary<string, string> LogLevels { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads host.json in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="overrides">Settings; those below <c>AzureFunctionsJobHost</c> replace values of the file.</param>
    /// <exception cref="HostSettingsException">The file is missing or a value breaks a rule.</exception>
    public static HostSettings Load(string folder, IConfiguration overrides)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new HostSettingsException($"{FileName}: not found in {folder}; an application of functions has one");
        }

        return Parse(HostJsonOverrides.Apply(File.ReadAllText(path), overrides));
    }

    /// <summary>Reads the text of a host.json.</summary>
    /// <exception cref="HostSettingsException">The text is no JSON object or a value breaks a rule.</exception>
    public static HostSettings Parse(string json)
    {
        using var document = SettingsFile.Parse(FileName, json);
        var root = new SettingsSection(FileName, string.Empty, document.RootElement);
        if (root.Text("version", string.Empty) is not "2.0" and var version)
        {
            throw root.Broken("version", version, "must be \"2.0\"");
        }

        HostJsonKeys.Check(root);
        CheckTelemetryMode(root);
        var extensions = root.Section("extensions");
        return new HostSettings
        {
            RoutePrefix = extensions.Section("http").Text("routePrefix", "api").Trim('/'),
            Queues = ParseQueues(extensions.Section("queues")),
            LogLevels = root.Section("logging").Section("logLevel").Texts(),
        };
    }

    /// <summary>Puts the log levels below every other source of settings.</summary>
    internal void AddLogLevelsBelow(ConfigurationManager configuration)
    {
        var levels = LogLevels.ToDictionary(pair => $"Logging:LogLevel:{pair.Key}", string? (pair) => pair.Value);
        ((IConfigurationBuilder)configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = levels });
    }

    private static void CheckTelemetryMode(SettingsSection root)
    {
        const string Other = "applicationInsights";
        var mode = root.Text("telemetryMode", Other);
        if (!mode.Equals("openTelemetry", StringComparison.OrdinalIgnoreCase) && !mode.Equals(Other, StringComparison.OrdinalIgnoreCase))
        {
            throw root.Broken("telemetryMode", mode, "must be \"openTelemetry\" or \"applicationInsights\"");
        }
    }

    private static QueueSettings ParseQueues(SettingsSection section)
    {
        const int Largest = 32;
        var batchSize = section.Whole("batchSize", 16, 1, Largest);
        var encoding = section.Text("messageEncoding", "base64");
        if (!encoding.Equals("base64", StringComparison.OrdinalIgnoreCase) && !encoding.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            throw section.Broken("messageEncoding", encoding, "must be \"base64\" or \"none\"");
        }

        return new QueueSettings
        {
            BatchSize = batchSize,
            NewBatchThreshold = section.Whole("newBatchThreshold", batchSize / 2, 0, int.MaxValue),
            VisibilityTimeout = section.Time("visibilityTimeout", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(7)),
            MaxPollingInterval =
                section.Time("maxPollingInterval", TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1)),
            MaxDequeueCount = section.Whole("maxDequeueCount", 5, 1, int.MaxValue),
            IsBase64 = encoding.Equals("base64", StringComparison.OrdinalIgnoreCase),
        };
    }
}

/// <summary><c>extensions.queues</c> of host.json. Defaults and bounds are the platform's.</summary>
public sealed record QueueSettings
{
    /// <summary>Messages taken at once, 1 to 32.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>More are taken once no more than this many run. At most <see cref="BatchSize"/> plus this many run at a time.</summary>
    public int NewBatchThreshold { get; init; } = 8;

    /// <summary>How long a message stays hidden after its function failed.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>Longest wait between two looks at an empty queue.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Tries before a message moves to the poison queue.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>Whether bodies are Base64 (the default) or plain text.</summary>
    public bool IsBase64 { get; init; } = true;
}

/// <summary>A settings file or value is not valid. The message names the file, the key, the value and the rule.</summary>
public sealed class HostSettingsException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    public HostSettingsException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public HostSettingsException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
