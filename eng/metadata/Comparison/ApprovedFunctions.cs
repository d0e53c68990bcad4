namespace RingRift.FunctionsMetadata.Comparison;

/// <summary>
/// The one list of the functions that the app offers: names, entry points, triggers, routes, queues, schedules, keys (ADR 0024).
/// </summary>
public static class ApprovedFunctions
{
    /// <summary>The file, from the repository's root.</summary>
    public const string Path = "tests/RingRift.Functions.Tests/Functions/functions.metadata.approved.json";

    /// <summary>Reads the file.</summary>
    /// <param name="root">Folder of the repository.</param>
    /// <exception cref="InvalidDataException">The file is no list of functions.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FunctionSet Read(string root) => FunctionSet.Parse(Path, File.ReadAllText(In(root)));

    /// <summary>Approves functions.</summary>
    /// <param name="root">Folder of the repository.</param>
    /// <param name="functions">The functions that are approved.</param>
    public static void Write(string root, FunctionSet functions)
    {
        ArgumentNullException.ThrowIfNull(functions);
        File.WriteAllText(In(root), functions.ToString());
    }

    private static string In(string root) => System.IO.Path.Combine(root, Path);
}
