using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using RingRift.Emulators.Storage;
using RingRift.Emulators.Tests.EventGrid;

namespace RingRift.Emulators.Tests.Storage;

[Trait("Category", "Slow")]
public sealed class AzuriteGuardTests
{
    // Starts what follows as its child, with a pipe as the child's standard input, and shares its own outputs.
    private const string Parent =
        "require('child_process').spawn(process.execPath, process.argv.slice(1), { stdio: ['pipe', 'inherit', 'inherit'] });";

    [Fact]
    public async Task When_the_parent_is_killed_should_end_azurite_in_good_order()
    {
        var install = AzuriteInstall.In(null, NullLogger.Instance);
        await install.EnsureAsync(TestTime.Token);
        string[] ports = ["--blobPort", "0", "--queuePort", "0", "--tablePort", "0"];
        string[] arguments = ["-e", Parent, install.GuardScript, install.EntryScript, "--inMemoryPersistence", .. ports];
        using var parent = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        while (await parent.StandardOutput.ReadLineAsync(TestTime.Token) is { } line && !line.StartsWith("Azurite Table service is successfully", StringComparison.Ordinal))
        {
        }

        parent.Kill(entireProcessTree: false);

        // The output ends when nobody holds it any more, so that Azurite must be gone too.
        var lastWords = await parent.StandardOutput.ReadToEndAsync(TestTime.Token);
        Assert.Contains("Azurite Blob service successfully closed", lastWords, StringComparison.Ordinal);
    }
}
