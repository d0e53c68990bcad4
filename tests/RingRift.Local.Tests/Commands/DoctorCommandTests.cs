using System.Text.Json;

namespace RingRift.Local.Tests.Commands;

[Trait("Category", "Slow")]
public sealed class DoctorCommandTests
{
    private static readonly string[] Looked =
    [
        ".NET", "Node.js", "Azurite", "processor", "cores", "memory", "clock", "proxy", "data folder", "folder of programs", "temporary folder",
        "stack", "port 7071", "port 10000", "port 10001", "port 10002", "port 6060", "libtorch",
    ];

    [Fact]
    public async Task Should_judge_every_part_and_say_how_to_mend_what_is_not_right()
    {
        using var folder = new TestFolder();
        var run = await CommandRun.OfAsync("doctor", "--data", folder.Path, "--json");
        using var report = JsonDocument.Parse(run.Output);
        var findings = report.RootElement.GetProperty("findings").EnumerateArray().ToList();

        Assert.Subset(findings.Select(finding => finding.GetProperty("name").GetString()!).ToHashSet(), Looked.ToHashSet());
        Assert.All(findings, finding => Assert.Equal(finding.GetProperty("state").GetString() != "ok", finding.TryGetProperty("mend", out var mend) && mend.ValueKind == JsonValueKind.String));
        var fails = findings.Exists(finding => finding.GetProperty("state").GetString() == "fails");
        Assert.Equal((fails ? 1 : 0, !fails), (run.ExitCode, report.RootElement.GetProperty("canRun").GetBoolean()));
    }
}
