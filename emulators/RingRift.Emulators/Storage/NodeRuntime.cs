namespace RingRift.Emulators.Storage;

/// <summary>The Node.js on the path, which runs Azurite.</summary>
public static class NodeRuntime
{
    /// <summary>The oldest major version Azurite's code runs on.</summary>
    public const int OldestMajor = 20;

    /// <summary>The program's name.</summary>
    public const string Program = "node";

    /// <summary>Node's package installer, which is a script of another name on Windows.</summary>
    public static string Npm => OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    /// <summary>Makes sure a new enough Node.js is there.</summary>
    /// <returns>Its version, for example <c>v20.20.2</c>.</returns>
    /// <exception cref="AzuriteException">There is none, or it is too old.</exception>
    public static async Task<string> CheckAsync(CancellationToken cancellationToken)
    {
        var result = await CommandLine.RunAsync(Program, ["--version"], null, cancellationToken)
            ?? throw new AzuriteException(
                $"Node.js {OldestMajor} or later runs the storage emulator, and no 'node' is on the PATH. Install it.");
        Check(result.Said);
        return result.Said;
    }

    /// <summary>Judges the answer of <c>node --version</c>, for example <c>v20.20.2</c>.</summary>
    /// <exception cref="AzuriteException">It is no version, or too old.</exception>
    public static void Check(string answer)
    {
        var number = answer.TrimStart('v').Split('.')[0];
        if (!int.TryParse(number, out var major) || major < OldestMajor)
        {
            throw new AzuriteException($"Node.js {OldestMajor} or later runs the storage emulator; 'node --version' says '{answer}'.");
        }
    }
}
