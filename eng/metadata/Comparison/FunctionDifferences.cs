namespace RingRift.FunctionsMetadata.Comparison;

/// <summary>Where a build has other functions than are approved.</summary>
public static class FunctionDifferences
{
    /// <summary>One text for each function that differs, with both sides; empty when none does.</summary>
    /// <param name="approved">The approved functions.</param>
    /// <param name="build">Name of the build, for the text.</param>
    /// <param name="actual">Its functions.</param>
    public static IReadOnlyList<string> Between(FunctionSet approved, string build, FunctionSet actual)
    {
        ArgumentNullException.ThrowIfNull(approved);
        ArgumentNullException.ThrowIfNull(actual);
        return
        [
            .. from name in approved.Names.Union(actual.Names).Order(StringComparer.Ordinal)
               let expected = approved.Find(name)
               let found = actual.Find(name)
               where expected != found
               select $"function {name}\napproved:\n{expected ?? "(none)"}\n{build}:\n{found ?? "(none)"}",
        ];
    }
}
