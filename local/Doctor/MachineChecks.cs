using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;

namespace RingRift.Local.Doctor;

/// <summary>Processor, memory, clock and proxies of this machine.</summary>
internal static partial class MachineChecks
{
    private const double GiB = 1L << 30;
    private const long LeastMemory = 2L << 30;
    private const long ComfortableMemory = 6L << 30;
    private const int FirstYear = 2025;
    private const int LastYear = 2100;
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private static readonly string[] Proxies = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

    public static IEnumerable<Finding> Look(DirectoryInfo data, TimeProvider clock) =>
    [
        Processor(),
        Environment.ProcessorCount > 1
            ? Finding.Ok("cores", $"{Environment.ProcessorCount}")
            : Finding.Warning("cores", "1", "functions, storage and a worker share it: runs take long"),
        Memory(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes),
        Clock(clock.GetUtcNow(), Newest(data)),
        Proxy(Environment.GetEnvironmentVariable),
    ];

    /// <summary>Judges the memory that processes here may have.</summary>
    public static Finding Memory(long bytes)
    {
        var value = string.Create(CultureInfo.InvariantCulture, $"{bytes / GiB:N1} GiB");
        return bytes < LeastMemory ? Finding.Fails("memory", value, "give it 6 GiB: storage, functions and a worker do not fit into this")
            : bytes < ComfortableMemory ? Finding.Warning("memory", value, "give it 6 GiB, or play and train small boards with one worker")
            : Finding.Ok("memory", value);
    }

    /// <summary>Judges the clock by its year and by the newest time stored here.</summary>
    public static Finding Clock(DateTimeOffset now, DateTimeOffset? newest)
    {
        var value = $"{now:u}";
        return now.Year is < FirstYear
            or > LastYear ? Finding.Fails("clock", value, "set the clock: storage refuses requests of a wrong time")
            : newest > now + Tolerance ? Finding.Warning(
                "clock", $"{value}, and files of the data folder were written at {newest:u}",
                "set the clock if it is behind; if it was ahead, what was stored then counts as now")
            : Finding.Ok("clock", value);
    }

    /// <summary>Judges the variables that send traffic through a proxy.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static Finding Proxy(Func<string, string?> variable)
    {
        var set = Proxies.Where(name => variable(name) is { Length: > 0 }).ToList();
        if (set.Count == 0)
        {
            return Finding.Ok("proxy", "none set");
        }

        var value = string.Join(", ", set.Select(name => $"{name}={Password().Replace(variable(name)!, "//***@")}"));
        var past = (variable("no_proxy") ?? variable("NO_PROXY") ?? string.Empty).Split(',', StringSplitOptions.TrimEntries);
        return past.Contains("127.0.0.1") || past.Contains("*")
            ? Finding.Ok("proxy", $"{value}; traffic within this machine goes past it")
            : Finding.Warning(
                "proxy", $"{value}; no_proxy does not name 127.0.0.1",
                "set no_proxy=127.0.0.1,localhost for other tools; the stack goes past it by itself");
    }

    private static Finding Processor()
    {
        var widest = Avx512F.IsSupported
            ? "AVX-512"
            : Avx2.IsSupported ? "AVX2" : Sse41.IsSupported ? "SSE4.1" : AdvSimd.IsSupported ? "NEON" : "no vectors";
        return Finding.Ok("processor", $"{Model()}, {RuntimeInformation.ProcessArchitecture}, {widest}");
    }

    private static string Model()
    {
        const string File = "/proc/cpuinfo";
        if (!System.IO.File.Exists(File))
        {
            return RuntimeInformation.OSDescription;
        }

        var fields = System.IO.File.ReadLines(File).Select(
            line => line.Split(':', 2, StringSplitOptions.TrimEntries)).Where(parts => parts.Length == 2)
            .DistinctBy(parts => parts[0]).ToDictionary(parts => parts[0], parts => parts[1]);
        return $"{fields.GetValueOrDefault("model name", "unknown model")} family {fields.GetValueOrDefault("cpu family", "?")} model {fields.GetValueOrDefault("model", "?")}";
    }

    private static DateTimeOffset? Newest(DirectoryInfo data) => !data.Exists ? null : data
        .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true })
        .Max(file => (DateTimeOffset?)file.LastWriteTimeUtc);

    // Passwords are written into such addresses.
    [GeneratedRegex("//[^/@]*@")]
    private static partial Regex Password();
}
