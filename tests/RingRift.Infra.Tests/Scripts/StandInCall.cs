namespace RingRift.Infra.Tests.Scripts;

/// <summary>How a stand-in was called.</summary>
/// <param name="Text">Program and arguments; those with blanks, and empty ones, are quoted.</param>
/// <param name="Notes">What it was told besides: lines of its input, or variables <c>NAME=VALUE</c>.</param>
internal sealed record StandInCall(string Text, IReadOnlyList<string> Notes)
{
    public bool Starts(string text) => Text.StartsWith(text, StringComparison.Ordinal);

    /// <summary>The calls in a file of <c>stand-in.sh</c>.</summary>
    public static IReadOnlyList<StandInCall> Read(string path)
    {
        var calls = new List<(string Text, List<string> Notes)>();
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            if (line.StartsWith('\t'))
            {
                calls[^1].Notes.Add(line[1..]);
            }
            else
            {
                calls.Add((line, []));
            }
        }

        return [.. calls.Select(call => new StandInCall(call.Text, call.Notes))];
    }
}
