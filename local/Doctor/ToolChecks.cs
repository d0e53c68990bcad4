using Microsoft.Extensions.Logging.Abstractions;
using RingRift.Emulators.Storage;

namespace RingRift.Local.Doctor;

/// <summary>The programs that the stack is run with.</summary>
internal static class ToolChecks
{
    public static async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken) =>
    [
        await DotnetAsync(cancellationToken).ConfigureAwait(false),
        await NodeAsync(cancellationToken).ConfigureAwait(false),
        await NpmAsync(cancellationToken).ConfigureAwait(false),
    ];

    /// <summary>Judges what <c>dotnet --list-sdks</c> said.</summary>
    /// <param name="sdks">Its lines: a version and a folder; null when there is no such program.</param>
    public static Finding Dotnet(string? sdks)
    {
        var (name, major) = (".NET", Environment.Version.Major);
        if (sdks is null)
        {
            return Finding.Fails(
                name, "no 'dotnet' is on the PATH, and it starts functions and workers",
                $"install the .NET {major} SDK, or put its folder on the PATH");
        }

        var versions = sdks.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).ToList();
        var value = $"runtime {Environment.Version}, SDKs {(versions.Count == 0 ? "none" : string.Join(", ", versions))}";
        return versions.Exists(version => int.TryParse(version.Split('.')[0], out var found) && found >= major)
            ? Finding.Ok(name, value)
            : Finding.Warning(name, value, $"install the .NET {major} SDK to build; what is built runs without it");
    }

    private static async Task<Finding> DotnetAsync(CancellationToken cancellationToken) =>
        Dotnet((await CommandLine.RunAsync("dotnet", ["--list-sdks"], null, cancellationToken).ConfigureAwait(false))?.Output);

    private static async Task<Finding> NodeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Finding.Ok("Node.js", await NodeRuntime.CheckAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (AzuriteException missing)
        {
            return Finding.Fails("Node.js", missing.Message, $"install Node.js {NodeRuntime.OldestMajor} or later");
        }
    }

    private static async Task<Finding> NpmAsync(CancellationToken cancellationToken)
    {
        try
        {
            var install = AzuriteInstall.In(null, NullLogger.Instance);
            var npm = await CommandLine.RunAsync(NodeRuntime.Npm, ["--version"], null, cancellationToken).ConfigureAwait(false);
            return (install.IsComplete, npm) switch
            {
                (true, _) => Finding.Ok("Azurite", $"installed in {install.Folder}"),
                (false, { ExitCode: 0 } found) => Finding.Ok("Azurite", $"not installed yet; npm {found.Said} does so at the first start"),
                _ =>
                    Finding.Fails(
                        "Azurite",
                        $"not installed, and 'npm --version' {(npm is { } failed ? $"says '{failed.Said}'" : "is not on the PATH")}",
                        "install npm, which comes with Node.js"),
            };
        }
        catch (AzuriteException refused)
        {
            return Finding.Fails("Azurite", refused.Message, "give it a folder of its own as said");
        }
    }
}
