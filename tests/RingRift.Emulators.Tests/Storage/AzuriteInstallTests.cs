using System.Runtime.Versioning;
using System.Security.Cryptography;
using RingRift.Emulators.Storage;

namespace RingRift.Emulators.Tests.Storage;

[UnsupportedOSPlatform("windows")]
public sealed class AzuriteInstallTests : IDisposable
{
    private const string Entry = "node_modules/azurite/dist/src/azurite.js";
    private const string Part = "node_modules/part/index.js";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ringrift-azurite-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task When_others_can_write_its_folder_should_neither_install_nor_run()
    {
        var open = Directory.CreateDirectory(Path.Combine(_folder.FullName, "azurite")).FullName;
        File.SetUnixFileMode(open, File.GetUnixFileMode(open) | UnixFileMode.OtherWrite);

        var refused = await Assert.ThrowsAsync<AzuriteException>(() => AzuriteProcess.StartAsync(new AzuriteOptions { WorkFolder = open }));

        Assert.Contains($"'{open}' can be written by others", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(open));
    }

    [Fact]
    public async Task Should_run_what_was_installed() => Assert.Contains("ran part", (await RunAsync(() => { })).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData(Entry)]
    [InlineData(Part)]
    [InlineData("node_modules/part/data.json")]
    public async Task When_a_file_is_not_the_one_that_was_installed_should_not_run_it(string changed)
    {
        var run = await RunAsync(() => File.AppendAllText(Path.Combine(_folder.FullName, changed), "\n"));

        Assert.NotEqual(0, run.ExitCode);
        Assert.DoesNotContain("ran", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{changed} is not the file that was installed; delete the folder {_folder.FullName}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_file_was_put_beside_what_was_installed_should_not_run_it()
    {
        // Found before the one that is meant.
        var run = await RunAsync(() => Write("node_modules/azurite/node_modules/part/index.js", "console.log('ran another');"));

        Assert.NotEqual(0, run.ExitCode);
        Assert.DoesNotContain("ran", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Runs the guard on an installation of three files, after a change.</summary>
    private async Task<CommandLine.Result> RunAsync(Action change)
    {
        await using (var guard = typeof(AzuriteInstall).Assembly.GetManifestResourceStream("azurite/guard.js")!)
        await using (var copy = File.Create(Path.Combine(_folder.FullName, "guard.js")))
        {
            await guard.CopyToAsync(copy);
        }

        Write(Part, "module.exports = require('./data.json');");
        Write("node_modules/part/data.json", "\"part\"");
        Write(Entry, "console.log(`ran ${require('part')}`); process.exit(0);");
        var lines = new[] { Entry, Part, "node_modules/part/data.json" }
            .Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder.FullName, file))))} {file}");
        Write("installed.sha256", string.Join('\n', lines));
        change();
        return (await CommandLine.RunAsync(
            NodeRuntime.Program, [Path.Combine(_folder.FullName, "guard.js"), Path.Combine(_folder.FullName, Entry)], null, CancellationToken.None))!.Value;
    }

    private void Write(string file, string content)
    {
        var path = Path.Combine(_folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
