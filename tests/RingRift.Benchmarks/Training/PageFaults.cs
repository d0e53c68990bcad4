using System.Globalization;
using RingRift.Benchmarks.Latency;

namespace RingRift.Benchmarks.Training;

/// <summary>Where processes lose time to page faults: on a virtual machine one costs some ten microseconds.</summary>
internal static class PageFaults
{
    private const string Stack = "ringrift";

    public static async Task RunAsync(double seconds, int[] processes, TimeProvider clock)
    {
        var watched = processes.Length > 0 ? processes : OfStacks();
        var before = watched.ToDictionary(process => process, ProcessTimes.Of);
        var start = clock.GetTimestamp();
        await Task.Delay(TimeSpan.FromSeconds(seconds), clock);
        var took = clock.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(Machine.Describe());
        Console.WriteLine("| process | minor faults/s | cores busy | of that in the kernel | peak MB |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var process in watched)
        {
            if (before[process] is { } first && ProcessTimes.Of(process) is { } last)
            {
                var busy = last.Seconds - first.Seconds;
                Console.WriteLine(
                    $"| {process} {Name(process)} | {(last.Faults - first.Faults) / took:N0} | {busy / took:F2} "
                    + $"| {(busy > 0 ? (last.SystemSeconds - first.SystemSeconds) / busy : 0):P0} | {last.PeakMegabytes:N0} |");
            }
        }
    }

    /// <summary>The running local stacks and all that they started.</summary>
    private static int[] OfStacks()
    {
        var parents = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Select(process => (Process: process, ProcessTimes.Of(process)?.Parent))
            .Where(pair => pair.Parent is not null).ToDictionary(pair => pair.Process, pair => pair.Parent!.Value);
        bool IsOfStack(int process) => Name(process) == Stack || (parents.TryGetValue(process, out var parent) && IsOfStack(parent));
        return [.. parents.Keys.Where(IsOfStack).Order()];
    }

    /// <summary>The assembly or script that a process runs, or its program.</summary>
    private static string Name(int process)
    {
        try
        {
            var words = File.ReadAllText($"/proc/{process}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
            var main = words.Take(2).LastOrDefault(word => !word.StartsWith('-')) ?? string.Empty;
            return Path.GetFileName(main.EndsWith(".dll", StringComparison.Ordinal) ? main[..^4] : main);
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
