using System.Diagnostics;
using System.Reflection;

namespace RingRift.Infra.Bicep;

/// <summary>The Bicep compiler, as the package of the platform brings it. It reads files and needs no network.</summary>
public static class BicepCli
{
    /// <summary>The program.</summary>
    public static string Program { get; } = typeof(BicepCli).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "BicepCli").Value!;

    /// <summary>Runs the compiler.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables beside those of this process; parameter files read some.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How it ended and what it wrote.</returns>
    /// <exception cref="FileNotFoundException">The package was not restored.</exception>
    public static async Task<BicepRun> RunAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (!File.Exists(Program))
        {
            throw new FileNotFoundException($"the Bicep compiler must be at '{Program}'; restore eng/infra", Program);
        }

        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // The compiler is a single file: without this it may look for ICU, which not every machine has.
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{Program}' did not start");
        try
        {
            var (output, error) = (
                process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            return new BicepRun(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
