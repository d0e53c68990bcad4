using System.Text.RegularExpressions;

namespace RingRift.Architecture.Tests;

/// <summary>The tests of the repository, as their sources declare them.</summary>
internal static partial class TestSources
{
    private static readonly Lazy<IReadOnlySet<string>> All = new(() => Repository.Sources("tests").SelectMany(Read).ToHashSet(StringComparer.Ordinal));

    /// <summary>Full names without <c>RingRift.</c>: project, class, method. Skipped tests are none.</summary>
    public static IReadOnlySet<string> Names => All.Value;

    /// <summary>The tests that a text of a project declares.</summary>
    public static IEnumerable<string> Read(string project, string text)
    {
        var classes = ClassDeclaration().Matches(text).Select(match => (match.Index, Name: match.Groups["name"].Value)).ToList();
        return TestDeclaration().Matches(text)
            .Where(test => !test.Value.Contains("Skip", StringComparison.Ordinal))
            .Select(test => $"{project}.{classes.Last(declared => declared.Index < test.Index).Name}.{test.Groups["name"].Value}");
    }

    private static IEnumerable<string> Read(string file)
    {
        var project = Path.GetRelativePath(Path.Combine(Repository.Root, "tests"), file).Split(Path.DirectorySeparatorChar)[0];
        return Read(project.Replace("RingRift.", string.Empty, StringComparison.Ordinal), File.ReadAllText(file));
    }

    [GeneratedRegex(@"^(public |internal |sealed |abstract |static |partial )*class (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex ClassDeclaration();

    /// <summary>Attributes may go on over further lines, which are indented by more than they are.</summary>
    [GeneratedRegex(
        @"^ +\[(Fact|Theory)(\([^\n]*\))?\]\s*\n(^ +\[[^\n]*\n(^ {8,}[^\n]*\n)*)*^ +public [\w<>\[\]. ]+ (?<name>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex TestDeclaration();
}
