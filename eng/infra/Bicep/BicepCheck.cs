namespace RingRift.Infra.Bicep;

/// <summary>
/// Compiles and lints what is deployed. The compiler ends with 0 where it only warns, so its own report is read and anything in it counts.
/// </summary>
public static class BicepCheck
{
    /// <summary>What is deployed, as paths in the repository: both phases, and the parameters of every environment.</summary>
    /// <param name="root">Folder of the repository.</param>
    public static IReadOnlyList<string> Files(string root) =>
    [
        "infra/main.bicep",
        "infra/endpoints.bicep",
        .. Directory.EnumerateFiles(Path.Combine(root, "infra/environments"), "*.bicepparam")
            .Select(file => $"infra/environments/{Path.GetFileName(file)}").Order(StringComparer.Ordinal),
    ];

    /// <summary>Checks a file and the modules it names.</summary>
    /// <param name="root">Folder of the repository.</param>
    /// <param name="file">Its path in the repository.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Everything the compiler has to say; empty when all is well.</returns>
    /// <exception cref="InvalidDataException">The compiler did not report.</exception>
    public static async Task<IReadOnlyList<BicepDiagnostic>> RunAsync(string root, string file, CancellationToken cancellationToken)
    {
        var run = await BicepCli.RunAsync(
            ["lint", Path.Combine(root, file), "--diagnostics-format", "sarif", "--no-restore"], DeploymentVariables.Samples,
            cancellationToken);
        try
        {
            var found = SarifLog.Read(run.Output);
            return run.ExitCode == 0 || found.Count > 0
                ? found
                : throw new InvalidDataException($"bicep ended with {run.ExitCode} and said nothing about {file}: {run.Error}");
        }
        catch (InvalidDataException unread)
        {
            throw new InvalidDataException($"{file}: {unread.Message}; bicep ended with {run.ExitCode}: {run.Error}", unread);
        }
    }
}
