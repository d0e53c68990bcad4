using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RingRift.Infra.Tests.Scripts;

public sealed partial class ScriptTests
{
    private const string Deploy = "infra/deploy.sh";

    public static TheoryData<string> Scripts => [Deploy, "infra/cloud-init/start-worker.sh", "infra/cloud-init/give-back.sh", "infra/cloud-init/watch-worker.sh"];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Should_have_scripts_that_the_shell_can_read_and_that_stop_at_the_first_fault(string script)
    {
        Assert.Equal((0, ""), await RunAsync("-n", Repository.PathOf(script)));
        Assert.Contains("set -euo pipefail", Repository.Read(script), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_have_everything_that_deploying_names() =>
        Assert.All(Named().Matches(Repository.Read(Deploy)).Select(match => match.Value).Distinct(), path => Assert.True(File.Exists(Repository.PathOf(path)), path));

    [Theory]
    [InlineData("")]
    [InlineData("nowhere")]
    [InlineData("Dev")]
    [InlineData("../dev")]
    [InlineData("d")]
    [InlineData("dev everything")]
    [InlineData("dev endpoints more")]
    public async Task When_called_wrongly_should_say_how_and_do_nothing(string arguments)
    {
        var (code, output) = await RunAsync([Repository.PathOf(Deploy), .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(2, code);
        Assert.Contains("usage: infra/deploy.sh ENVIRONMENT [endpoints]", output, StringComparison.Ordinal);
        Assert.Contains("dev prod", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await error);
    }

    [GeneratedRegex(@"\b(infra/[a-z]+\.bicep|gpu-worker/Dockerfile|functions/RingRift\.Functions\.csproj)\b")]
    private static partial Regex Named();
}
