namespace RingRift.Game.Tests;

/// <summary>Files copied beside the tests.</summary>
internal static class TestData
{
    public static string PathOf(params string[] parts) => Path.Combine([AppContext.BaseDirectory, "Data", .. parts]);

    public static IEnumerable<string> TraceFiles =>
        Directory.EnumerateFiles(PathOf("traces")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);
}
