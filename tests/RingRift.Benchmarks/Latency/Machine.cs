using System.Runtime.InteropServices;

namespace RingRift.Benchmarks.Latency;

/// <summary>What a measurement was made on, in a line.</summary>
internal static class Machine
{
    private const string Processors = "/proc/cpuinfo";
    private const string Load = "/proc/loadavg";

    public static string Describe() =>
        $"{Environment.ProcessorCount} cores of {Processor()}, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}{LoadNow()}";

    private static string Processor() => File.Exists(Processors)
        ? File.ReadLines(Processors).FirstOrDefault(
            line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            ?? "an unnamed processor"
        : RuntimeInformation.ProcessArchitecture.ToString();

    private static string LoadNow() => File.Exists(Load) ? $", load {File.ReadAllText(Load).Split(' ')[0]}" : string.Empty;
}
