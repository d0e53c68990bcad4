using RingRift.Chaos.Faults;

namespace RingRift.Chaos.Checking;

/// <summary>Counts the faults that the processes wrote into their logs before they failed.</summary>
internal static class FaultCount
{
    public static void Clear(string folder)
    {
        foreach (var log in Logs(folder))
        {
            File.Delete(log);
        }
    }

    /// <summary>Faults by place.</summary>
    public static SortedDictionary<string, int> Of(string folder)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in Logs(folder).SelectMany(Lines))
        {
            var at = line.IndexOf(FaultSource.Mark, StringComparison.Ordinal);
            if (at >= 0)
            {
                var place = line[(at + FaultSource.Mark.Length)..].Trim();
                counts[place] = counts.GetValueOrDefault(place) + 1;
            }
        }

        return counts;
    }

    private static string[] Logs(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder, "*.log") : [];

    private static IEnumerable<string> Lines(string log)
    {
        using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
