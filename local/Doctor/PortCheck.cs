using System.Globalization;
using System.Net.NetworkInformation;
using RingRift.Local.Stack;

namespace RingRift.Local.Doctor;

/// <summary>
/// Whether the ports are free that a stack likes to have, and who has them. A taken one hinders <c>serve</c> alone: <c>train</c> takes
/// others.
/// </summary>
internal static class PortCheck
{
    private const string Listening = "0A";
    private const int LocalAddressColumn = 1;
    private const int StateColumn = 3;
    private const int InodeColumn = 9;

    public static IEnumerable<Finding> Look() =>
    [
        Look(
            DevelopmentEndpoints.Functions.Port, "functions",
            "'ringrift train' takes another port; functions of the platform's tools need this one"),
        .. new[] { "blobs", "queues", "tables" }.Select((service, index) =>
            Look(
                DevelopmentEndpoints.BlobPort + index, service,
                "'ringrift train' takes other ports; for 'ringrift serve' stop that, or choose --storage-port")),
        Look(
            DevelopmentEndpoints.EventGridPort, "Event Grid",
            "'ringrift train' takes another port; for 'ringrift serve' stop that, or choose --event-grid-port"),
    ];

    public static Finding Look(int port, string use, string mend)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"port {port}");
        return IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(taken => taken.Port == port)
            ? Finding.Warning(name, $"for {use}, taken by {Holder(port) ?? "a process that cannot be seen"}", mend)
            : Finding.Ok(name, $"for {use}, free");
    }

    /// <summary>The process that listens at a port, where Linux tells; null otherwise.</summary>
    private static string? Holder(int port)
    {
        var sockets = new[] { "/proc/net/tcp", "/proc/net/tcp6" }.Where(File.Exists).SelectMany(File.ReadLines).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(
                columns => columns.Length > InodeColumn
                    && columns[StateColumn] == Listening
                    && columns[LocalAddressColumn].EndsWith($":{port:X4}", StringComparison.Ordinal))
            .Select(columns => $"socket:[{columns[InodeColumn]}]")
            .ToHashSet();
        return !Directory.Exists("/proc") ? null : Directory.EnumerateDirectories("/proc")
            .Where(process => int.TryParse(Path.GetFileName(process), out _))
            .Where(process => Links(process).Any(sockets.Contains))
            .Select(process => $"{NameOf(process)} (process {Path.GetFileName(process)})")
            .FirstOrDefault();
    }

    private static List<string> Links(string process)
    {
        try
        {
            return [
                .. Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd"))
                    .Select(link => new FileInfo(link).LinkTarget).OfType<string>()
            ];
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            // Of another user, or gone meanwhile.
            return [];
        }
    }

    private static string NameOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "comm")).Trim();
        }
        catch (IOException)
        {
            return "unknown";
        }
    }
}
