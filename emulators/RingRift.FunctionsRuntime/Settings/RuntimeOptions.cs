using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace RingRift.FunctionsRuntime.Settings;

/// <summary>The runtime's own settings, mostly from the command line.</summary>
internal sealed record RuntimeOptions
{
    /// <summary>The port the platform's tools serve at.</summary>
    public const int DefaultPort = 7071;

    private const int LargestPort = 65535;

    /// <summary>Port on the loopback address; 0 lets the system choose.</summary>
    public required int Port { get; init; }

    /// <summary>The host stops when this process is gone.</summary>
    public required int? ParentPid { get; init; }

    /// <summary>Folder with host.json and local.settings.json.</summary>
    public required string ScriptRoot { get; init; }

    /// <summary>
    /// Reads the command line alone, because names like PORT mean other things in many environments; only FUNCTIONS_PORT is taken from
    /// there.
    /// </summary>
    /// <exception cref="HostSettingsException">A value is out of its range.</exception>
    public static RuntimeOptions Read(string[] args)
    {
        var commandLine = new ConfigurationBuilder().AddCommandLine(args).Build();
        var environment = new ConfigurationBuilder().AddEnvironmentVariables("FUNCTIONS_").Build();
        return new RuntimeOptions
        {
            Port = Whole(commandLine, "port", 0, LargestPort) ?? Whole(environment, "PORT", 0, LargestPort) ?? DefaultPort,
            ParentPid = Whole(commandLine, "parent-pid", 1, int.MaxValue),
            ScriptRoot = commandLine["script-root"] ?? AppContext.BaseDirectory,
        };
    }

    private static int? Whole(IConfiguration configuration, string key, int least, int most)
    {
        var text = configuration[key];
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new HostSettingsException($"setting {key} is '{text}'; it must be a whole number from {least} to {most}");
    }
}
