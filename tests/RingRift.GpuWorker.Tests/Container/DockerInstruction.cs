using System.Text.RegularExpressions;

namespace RingRift.GpuWorker.Tests.Container;

/// <summary>One instruction of a Dockerfile; continued lines are one.</summary>
internal sealed partial record DockerInstruction(string Name, string Arguments)
{
    public static IReadOnlyList<DockerInstruction> Parse(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Where(line => !line.TrimStart().StartsWith('#'));
        var joined = Continued().Replace(string.Join('\n', lines), " ");
        return [.. joined.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(One)];
    }

    private static DockerInstruction One(string line)
    {
        var words = line.Split(' ', 2, StringSplitOptions.TrimEntries);
        return new DockerInstruction(words[0].ToUpperInvariant(), words.Length > 1 ? words[1] : string.Empty);
    }

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continued();
}
