using System.Globalization;

namespace RingRift.Benchmarks.Training;

/// <summary>What Linux counts of a process (proc(5), /proc/PID/stat and status).</summary>
/// <param name="Parent">Process that started it.</param>
/// <param name="Faults">Minor page faults so far.</param>
/// <param name="Seconds">Processor time so far.</param>
/// <param name="SystemSeconds">That of it in the kernel.</param>
/// <param name="PeakMegabytes">Most memory it ever held.</param>
internal sealed record ProcessTimes(int Parent, long Faults, double Seconds, double SystemSeconds, double PeakMegabytes)
{
    // USER_HZ, the same on all platforms of .NET.
    private const double Ticks = 100;

    /// <summary>Reads them; null where the process is gone.</summary>
    public static ProcessTimes? Of(int process)
    {
        try
        {
            // The name of the program, in parentheses, may hold spaces.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var peak = File.ReadLines($"/proc/{process}/status").FirstOrDefault(
                line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            var (user, system) = (Number(fields[11]) / Ticks, Number(fields[12]) / Ticks);
            return new ProcessTimes(
                (int)Number(fields[1]), Number(fields[7]), user + system, system, peak is null ? 0 : Number(peak.Split(' ')[^2]) / 1024.0);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
