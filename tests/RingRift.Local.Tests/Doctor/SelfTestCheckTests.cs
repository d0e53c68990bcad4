using RingRift.Local.Doctor;

namespace RingRift.Local.Tests.Doctor;

[Trait("Category", "Slow")]
public sealed class SelfTestCheckTests
{
    private const string Fast = """
        {"processor":"AMD EPYC family 26 model 2","torchRung":"default","torchRungs":[{"name":"default","passed":true,"failures":[],"rowsPerSecond":3120.5}],"onnxRung":"cpu-all","onnxRungs":[{"name":"cpu-all","passed":true,"failures":[]}],"trainerRowsPerSecond":3120.5,"seconds":4.2,"passed":true}
        """;

    private const string Safer = """
        {"processor":"AMD EPYC","torchRung":"SSE41","torchRungs":[{"name":"default","passed":false,"failures":["layer 1 differs by 0.118"]},{"name":"SSE41","passed":true,"failures":[],"rowsPerSecond":900}],"onnxRung":null,"onnxRungs":[{"name":"cpu-all","passed":false,"failures":["not finite"]}],"trainerRowsPerSecond":900,"seconds":4.2,"passed":false}
        """;

    [Fact]
    public async Task When_the_first_rungs_hold_should_show_them_and_the_speed()
    {
        var found = await RunAsync($"printf 'a library says hello\\n'; printf '%s\\n' '{Fast}'; echo warned >&2");

        Assert.Equal(["libtorch", "ONNX Runtime", "trainer"], found.Select(finding => finding.Name));
        Assert.All(found, finding => Assert.Equal(FindingState.Ok, finding.State));
        Assert.Contains("rung default", found[0].Value, StringComparison.Ordinal);
        Assert.StartsWith("3,12", found[2].Value, StringComparison.Ordinal);
        Assert.Contains("rows/s on AMD EPYC family 26 model 2", found[2].Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_safer_rung_holds_should_warn_and_when_none_does_should_fail()
    {
        var found = await RunAsync($"printf '%s\\n' '{Safer}'; exit 3");

        Assert.Equal([FindingState.Warning, FindingState.Fails, FindingState.Ok], found.Select(finding => finding.State));
        Assert.Contains("rung SSE41, since what is faster is wrong here (default: layer 1 differs by 0.118)", found[0].Value, StringComparison.Ordinal);
        Assert.Contains("wrong on every rung: cpu-all: not finite", found[1].Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo \"'--self-test' is no argument of this program; see --help\" >&2; exit 2", "exit code 2 and without a report; it said: '--self-test' is no argument")]
    [InlineData("echo loading; kill -SEGV $$", "exit code 139 and without a report; it said: loading")]
    [InlineData("echo '{\"processor\":1'", "exit code 0 and without a report; it said: {\"processor\":1")]
    [InlineData("echo '{}'", "exit code 0 and without a report; it said: {}")]
    [InlineData("exit 0", "exit code 0 and without a report")]
    public async Task When_the_self_test_leaves_no_report_should_fail_with_its_last_words(string script, string value)
    {
        var found = Assert.Single(await RunAsync(script));

        Assert.Equal(FindingState.Fails, found.State);
        Assert.Contains(value, found.Value, StringComparison.Ordinal);
        Assert.NotNull(found.Mend);
    }

    [Fact]
    public async Task When_the_self_test_hangs_should_end_it_and_fail()
    {
        var found = Assert.Single(await new SelfTestCheck(TimeSpan.FromSeconds(1)).RunAsync("sh", ["-c", "sleep 3600 & wait"], CancellationToken.None));

        Assert.Equal(FindingState.Fails, found.State);
        Assert.Contains("did not end within 00:00:01", found.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_there_is_nothing_to_start_it_with_should_fail()
    {
        var found = Assert.Single(await new SelfTestCheck(TimeSpan.FromMinutes(1)).RunAsync("no-such-program", [], CancellationToken.None));

        Assert.Contains("'no-such-program' is on the PATH", found.Value, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<Finding>> RunAsync(string script) => new SelfTestCheck(TimeSpan.FromMinutes(1)).RunAsync("sh", ["-c", script], CancellationToken.None);
}
