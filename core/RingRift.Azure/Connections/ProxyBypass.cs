namespace RingRift.Azure.Connections;

/// <summary>
/// Keeps proxies out of what never leaves the machine: the loopback addresses of a local stack, and the platform's metadata service. A
/// proxy of the environment cannot reach either. Everything else obeys the environment.
/// </summary>
/// <remarks>
/// The list is the environment's own, because every HTTP client of a process and of its children reads it, the Azure clients by code of
/// their own. Both spellings are set: of two that differ some clients read one and some the other.
/// </remarks>
public static class ProxyBypass
{
    private static readonly string[] Names = ["no_proxy", "NO_PROXY"];
    private static readonly string[] Hosts = ["localhost", "127.0.0.1", "::1", "[::1]", "169.254.169.254"];

    /// <summary>Extends the list of this process. The first thing a program does: clients read it when they are made.</summary>
    public static void Extend()
    {
        var list = With(Names.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value)));
        Array.ForEach(Names, name => Environment.SetEnvironmentVariable(name, list));
    }

    /// <summary>A list with these hosts, each once, behind what it holds.</summary>
    internal static string With(string? list)
    {
        var known = (list ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join(',', known.Union(Hosts, StringComparer.OrdinalIgnoreCase));
    }
}
